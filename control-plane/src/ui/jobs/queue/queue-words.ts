import type { Queue, QueueEntry } from '@longshore/schemas';
import { formatCount, plural } from '@longshore/schemas/words';
import { FILTER_WORDS } from '../../receipt/receipt-words.ts';

/** The page's answer: `3 jobs with 40 tasks wait to be placed; 2 tasks more after a pause.` */
export function queueSentence({ jobs, tasks, backingOff }: Pick<Queue, 'jobs' | 'tasks' | 'backingOff'>): string {
  const waiting =
    jobs === 0
      ? 'Nothing waits to be placed'
      : `${plural(jobs, 'job')} with ${plural(tasks, 'task')} ${jobs === 1 ? 'waits' : 'wait'} to be placed`;
  return backingOff === 0 ? `${waiting}.` : `${waiting}; ${plural(backingOff, 'task')} more after a pause.`;
}

/** `Memory 2 agents`: how many agents a filter left out. */
export function excludedWords({ filter, agents }: QueueEntry['excluded'][number]): string {
  const word = (FILTER_WORDS as Readonly<Record<string, string | undefined>>)[filter] ?? filter;
  return `${word}: ${agents.length === 1 ? agents[0] : plural(agents.length, 'agent')}`;
}

/** Where a job stands: `First in the queue`, `2 of 4 in the queue, 7 tasks of others ahead`. */
export function placeInQueue({
  position,
  jobs,
  tasksAhead,
}: {
  position: number;
  jobs: number;
  tasksAhead: number;
}): string {
  if (jobs === 1) return 'Alone in the queue';
  if (position === 1) return `First of ${formatCount(jobs)} in the queue`;
  return `${formatCount(position)} of ${formatCount(jobs)} in the queue, ${plural(tasksAhead, 'task')} of others ahead`;
}
