import {
  ATTEMPT_STATES,
  type AttemptState,
  JOB_STATES,
  type JobDetail,
  type JobEvent,
  type StateView,
  TASK_STATES,
} from '@longshore/schemas';

/** How an entry of the timeline is shown: words of its own, picture and colour of the state it led to. */
export interface EventView {
  words: string;
  state: Pick<StateView, 'icon' | 'tone'>;
}

const QUEUED = JOB_STATES.QUEUED;

/** What each type of event says; one that this version does not know is told by its own name. */
const VIEWS: Record<string, EventView> = {
  JobSubmitted: { words: 'Submitted', state: QUEUED },
  TaskAdded: { words: 'An agent matches', state: QUEUED },
  TaskPlaced: { words: 'Placed', state: ATTEMPT_STATES.PENDING },
  TaskWaits: { words: 'Waits', state: TASK_STATES.QUEUED },
  InstructionPublished: { words: 'Instruction published', state: ATTEMPT_STATES.DISPATCHED },
  ImagePulling: { words: 'Pulling the image', state: ATTEMPT_STATES.PULLING },
  ContainerStarting: { words: 'Starting the container', state: ATTEMPT_STATES.STARTING },
  ContainerRunning: { words: 'Container runs', state: ATTEMPT_STATES.RUNNING },
  TaskRetryScheduled: { words: 'Another try is scheduled', state: TASK_STATES.BACKOFF },
  TaskDecided: { words: 'Task ended', state: QUEUED },
  TaskStopped: { words: 'Task stopped', state: TASK_STATES.STOPPED },
  AttemptMoving: { words: 'Leaves its agent', state: JOB_STATES.STOPPING },
  TaskMoved: { words: 'To be placed again', state: QUEUED },
  JobDeadlinePassed: { words: 'The job’s deadline passed', state: ATTEMPT_STATES.FAILED },
  StopRequested: { words: 'A stop was asked for', state: JOB_STATES.STOPPING },
  AttemptUnreachable: { words: 'Agent unreachable', state: TASK_STATES.BACKOFF },
  TopicRefused: { words: 'Topic refused', state: ATTEMPT_STATES.FAILED },
};

/** How to show one event of a job, by what its attempt or the job came to. */
export function eventView(event: JobEvent, job: JobDetail | undefined): EventView {
  if (event.type === 'AttemptEnded') return attemptEnd(event, job);
  if (event.type === 'JobEnded' && job !== undefined) {
    const state = JOB_STATES[job.state];
    return { words: `Job ${state.word.toLowerCase()}`, state };
  }
  return VIEWS[event.type] ?? { words: inWords(event.type), state: QUEUED };
}

function attemptEnd(event: JobEvent, job: JobDetail | undefined): EventView {
  const attempt = job?.tasks[event.taskIndex ?? -1]?.attempts.find(({ id }) => id === event.attemptId);
  const known = attempt === undefined ? undefined : ATTEMPT_STATES[attempt.observed];
  const state = known?.terminal ? known : ATTEMPT_STATES[endByReason(event)];
  return { words: `Container ${state.word.toLowerCase()}`, state };
}

function endByReason({ reason }: JobEvent): AttemptState {
  if (reason === null) return 'SUCCEEDED';
  if (reason.code === 'STOPPED_BY_REQUEST') return 'STOPPED';
  return reason.code === 'LOST' ? 'LOST' : 'FAILED';
}

/** `ContainerPaused` → `Container paused` */
function inWords(type: string): string {
  const words = type.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
