import {
  AGENT_STATES,
  type AgentState,
  API_KEY_STATES,
  type ApiKeyState,
  ATTEMPT_STATES,
  type AttemptState,
  DELIVERY_STATES,
  type DeliveryState,
  DRAIN_STATES,
  type DrainState,
  JOB_STATES,
  type JobState,
  REGISTRY_STATES,
  type RegistryState,
  SCHEDULE_RUN_OUTCOMES,
  SCHEDULE_STATES,
  type ScheduleRunOutcome,
  type ScheduleState,
  SORT_PART_STATES,
  SORT_STATES,
  SORT_TRY_STATES,
  type SortPartState,
  type SortStateName,
  type SortTryState,
  type StateView,
  TASK_STATES,
  type TaskState,
  USER_STATES,
  type UserState,
  WEBHOOK_STATES,
  type WebhookState,
  WORK_ITEM_STATES,
  WORKER_STATES,
  type WorkerState,
  type WorkItemStatus,
} from '@longshore/schemas';

/** A state with the noun that has it. */
export type StateOf =
  | { of: 'job'; state: JobState }
  | { of: 'task'; state: TaskState }
  | { of: 'schedule'; state: ScheduleState }
  | { of: 'schedule-run'; state: ScheduleRunOutcome }
  | { of: 'attempt'; state: AttemptState }
  | { of: 'agent'; state: AgentState }
  | { of: 'drain'; state: DrainState }
  | { of: 'registry'; state: RegistryState }
  | { of: 'webhook'; state: WebhookState }
  | { of: 'delivery'; state: DeliveryState }
  | { of: 'sort'; state: SortStateName }
  | { of: 'sort-part'; state: SortPartState }
  | { of: 'sort-try'; state: SortTryState }
  | { of: 'work-item'; state: WorkItemStatus }
  | { of: 'worker'; state: WorkerState }
  | { of: 'user'; state: UserState }
  | { of: 'api-key'; state: ApiKeyState };

/** How a state is shown, from the state tables and from nowhere else. */
export function stateView(subject: StateOf): StateView {
  switch (subject.of) {
    case 'job':
      return JOB_STATES[subject.state];
    case 'schedule':
      return SCHEDULE_STATES[subject.state];
    case 'schedule-run':
      return SCHEDULE_RUN_OUTCOMES[subject.state];
    case 'task':
      return TASK_STATES[subject.state];
    case 'attempt':
      return ATTEMPT_STATES[subject.state];
    case 'agent':
      return AGENT_STATES[subject.state];
    case 'drain':
      return DRAIN_STATES[subject.state];
    case 'registry':
      return REGISTRY_STATES[subject.state];
    case 'webhook':
      return WEBHOOK_STATES[subject.state];
    case 'delivery':
      return DELIVERY_STATES[subject.state];
    case 'sort':
      return SORT_STATES[subject.state];
    case 'sort-part':
      return SORT_PART_STATES[subject.state];
    case 'sort-try':
      return SORT_TRY_STATES[subject.state];
    case 'work-item':
      return WORK_ITEM_STATES[subject.state];
    case 'worker':
      return WORKER_STATES[subject.state];
    case 'user':
      return USER_STATES[subject.state];
    case 'api-key':
      return API_KEY_STATES[subject.state];
  }
}
