import type { ManyJobsAnswer } from '@longshore/schemas';
import { formatCount, plural } from '@longshore/schemas/words';
import type { ManyVerb } from './many-jobs.ts';

/** What an act is called, and what it does to whom. */
export const MANY_WORDS: Record<ManyVerb, { act: string; did: string; effect: string; nothing: string }> = {
  stop: {
    act: 'Stop',
    did: 'A stop was asked of',
    effect:
      'Each container gets SIGTERM, and SIGKILL when its grace period is over. A stopped job stays stopped; what was written to topics stays.',
    nothing: 'None of them can be stopped.',
  },
  rerun: {
    act: 'Run again',
    did: 'Run again:',
    effect: 'Each spec is submitted once more, as a new job of its own.',
    nothing: 'None of them can be run again.',
  },
  delete: {
    act: 'Delete',
    did: 'Deleted:',
    effect:
      'Their timelines, attempts, receipts and logs are gone for good. What was written to topics stays; so do jobs that have not ended.',
    nothing: 'None of them can be deleted.',
  },
};

/** `Stop 12 jobs?`, or that there is nothing to stop. */
export function manyQuestion(verb: ManyVerb, answer: ManyJobsAnswer | undefined): string {
  const { act } = MANY_WORDS[verb];
  if (answer === undefined) return `${act}?`;
  return answer.done === 0 ? `Nothing to ${act.toLowerCase()}` : `${act} ${plural(answer.done, 'job')}?`;
}

/** The rest, a sentence a reason: `3 are left out: nightly, people and 1 more. Each has ended already.` */
export function leftOutWords({ leftOut }: ManyJobsAnswer, named = 2): string[] {
  return leftOut.map(({ why, count, jobs }) => {
    const names = jobs.slice(0, named).map(({ name }) => name);
    const more = count - names.length;
    const who = more > 0 ? `${names.join(', ')} and ${formatCount(more)} more` : names.join(' and ');
    return count === 1 ? `${who} is left out: it ${why}.` : `${who} are left out: each ${why}.`;
  });
}
