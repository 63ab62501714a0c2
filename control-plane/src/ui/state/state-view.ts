import {
  AGENT_STATES,
  type AgentState,
  ATTEMPT_STATES,
  type AttemptState,
  DRAIN_STATES,
  type DrainState,
  JOB_STATES,
  type JobState,
  type StateView,
  TASK_STATES,
  type TaskState,
} from '@longshore/schemas';

/** A state with the noun that has it. */
export type StateOf =
  | { of: 'job'; state: JobState }
  | { of: 'task'; state: TaskState }
  | { of: 'attempt'; state: AttemptState }
  | { of: 'agent'; state: AgentState }
  | { of: 'drain'; state: DrainState };

/** How a state is shown, from the state tables and from nowhere else. */
export function stateView(subject: StateOf): StateView {
  switch (subject.of) {
    case 'job':
      return JOB_STATES[subject.state];
    case 'task':
      return TASK_STATES[subject.state];
    case 'attempt':
      return ATTEMPT_STATES[subject.state];
    case 'agent':
      return AGENT_STATES[subject.state];
    case 'drain':
      return DRAIN_STATES[subject.state];
  }
}
