import {
  ATTEMPT_STATES,
  type AttemptView,
  attemptHasEnded,
  JOB_STATES,
  type JobDetail,
  type StateView,
} from '@longshore/schemas';
import { perHostWords, plural, waitingWords } from '@longshore/schemas/words';
import { oneLine } from '../../output/width.ts';

/** What is happening to a job right now: a state to show and a few words. */
export interface Situation {
  view: Pick<StateView, 'word' | 'glyph' | 'tone'>;
  words: string;
}

/** A job with one open try is shown by that try's state, which says more than the job's. */
export function situationOf(job: JobDetail): Situation {
  const open = job.tasks.flatMap(({ attempts }) => attempts.filter(({ observed }) => !attemptHasEnded(observed)));
  const [only] = open;
  if (job.state === 'RUNNING' && job.taskCount === 1 && job.perHost === undefined && only !== undefined) {
    return { view: ATTEMPT_STATES[only.observed], words: oneTryWords(only) };
  }
  return { view: JOB_STATES[job.state], words: jobWords(job, open) };
}

function oneTryWords({ agentId, attempt, unreachable, detail, observed }: AttemptView): string {
  const parts = [`on ${agentId}`];
  if (attempt > 1) parts.push(`try ${attempt}`);
  if (unreachable) parts.push('the agent is not heard');
  if (detail !== null && detail !== '' && observed !== 'RUNNING') parts.push(oneLine(detail));
  return parts.join(' · ');
}

function jobWords(job: JobDetail, open: readonly AttemptView[]): string {
  const parts: string[] = [];
  if (job.perHost !== undefined) parts.push(`on ${perHostWords(job.perHost)}`);
  else if (job.taskCount > 1) parts.push(`${job.tasksEnded} of ${plural(job.taskCount, 'task')} ended`);
  const agents = [...new Set(open.map(({ agentId }) => agentId))];
  if (agents.length > 0 && job.perHost === undefined)
    parts.push(`on ${agents.length > 2 ? plural(agents.length, 'agent') : agents.join(' and ')}`);
  if (job.waitsFor !== null) parts.push(`${oneLine(waitingWords(job.waitsFor))}`);
  if (job.tasks.some(({ state }) => state === 'BACKOFF')) parts.push('waits before another try');
  return parts.join(' · ');
}
