import { FAILURES, type JobSummary, type ReasonView } from '@longshore/schemas';
import { waitingWords } from '@longshore/schemas/words';
import { oneLine } from './width.ts';

/** Why a job ended as it did: reason, what happened, what to do. */
export function reasonWords(reason: ReasonView): string {
  const { words, advice } = FAILURES[reason.code];
  const message = oneLine(reason.message).replace(/\.$/, '');
  const what = joined(words, message);
  return `${what} · ${advice.replace(/\.$/, '')}`;
}

/** The words of the code and the message of the case, without saying anything twice. */
function joined(words: string, message: string): string {
  const [known, told] = [words.toLowerCase(), message.toLowerCase()];
  if (told === '' || known.includes(told)) return words;
  return told.startsWith(known) ? message : `${words}: ${message}`;
}

/** Where a job's open attempts are, or what it waits for, or how it ended, in a few words. */
export function whereWords(job: Pick<JobSummary, 'state' | 'agents' | 'waitsFor' | 'reason' | 'exitCode'>): string {
  if (job.waitsFor !== null) return waitingWords(job.waitsFor);
  if (job.agents.length > 0) {
    const [first = '', ...others] = job.agents;
    return others.length === 0 ? first : `${first} and ${others.length} more`;
  }
  if (job.reason?.code === 'EXIT_NON_ZERO' && job.exitCode !== null) return `exit ${job.exitCode}`;
  if (job.reason !== null) return `${FAILURES[job.reason.code].words}${exitWords(job.exitCode)}`;
  return '';
}

function exitWords(exitCode: number | null): string {
  return exitCode === null || exitCode === 0 ? '' : ` (exit ${exitCode})`;
}
