import type { Scaling, Tone, WorkQueue } from '@longshore/schemas';
import { formatCount, formatDuration } from '@longshore/schemas/words';

/** Longer than it takes to start a worker whose image is there. */
const LONG_MS = 60_000;

/** The limits of a queue in a line: `1–4 workers, one for each 100 waiting`. */
export function scalingWords({ minimum, maximum, itemsPerWorker }: Scaling): string {
  if (maximum === 0 && minimum === 0) return 'The fleet runs no workers of its own';
  const range = minimum === maximum ? formatCount(maximum) : `${formatCount(minimum)}–${formatCount(maximum)}`;
  return `${range} ${maximum === 1 ? 'worker' : 'workers'}, one for each ${formatCount(itemsPerWorker)} waiting`;
}

/** What limits will do, in whole sentences, said before they are set. */
export function scalingEffect({ minimum, maximum, itemsPerWorker, idleMs }: Scaling, waiting: number): string[] {
  if (maximum === 0) {
    return [
      'The fleet runs no worker of its own: those that it runs for this queue are stopped once they are done with what they hold. Workers that you run elsewhere go on.',
    ];
  }
  const called = Math.min(maximum, Math.max(minimum, Math.ceil(waiting / itemsPerWorker)));
  return [
    waiting === 0
      ? `With nothing waiting, ${minimum === 0 ? 'no worker is' : minimum === 1 ? '1 worker is' : `${formatCount(minimum)} workers are`} kept.`
      : `With the ${formatCount(waiting)} that ${waiting === 1 ? 'waits' : 'wait'} now, up to ${formatCount(called)} ${called === 1 ? 'worker runs' : 'workers run'}; those that run elsewhere count.`,
    `After ${formatDuration(idleMs)} with nothing to do, ${minimum === 0 ? 'all' : `all but ${formatCount(minimum)}`} are stopped.`,
  ];
}

/** What is said of a queue before its figures. */
export interface QueueNote {
  tone: Tone;
  words: string;
  /** The job that tells more. */
  jobId?: string;
}

/** What one should know of a queue before its figures: that nobody takes its items, or that a worker failed; null: nothing. */
export function queueNote(
  {
    queued,
    workers,
    scaling,
    oldestAgeMs,
    trouble,
  }: Pick<WorkQueue, 'queued' | 'workers' | 'scaling' | 'oldestAgeMs' | 'trouble'>,
  ready: boolean,
): QueueNote | null {
  if (trouble !== null) {
    const words = `The last worker that failed here said: ${trouble.message}`;
    return { tone: queued > 0 && workers === 0 ? 'badly' : 'look', words, jobId: trouble.jobId };
  }
  if (queued === 0 || workers > 0) return null;
  if (scaling.maximum === 0) {
    return {
      tone: 'look',
      words: 'Nobody takes these: the fleet may run no worker for this queue, and none is heard elsewhere.',
    };
  }
  if (!ready) return { tone: 'look', words: 'Nobody takes these: without a key the fleet runs no workers.' };
  if ((oldestAgeMs ?? 0) > LONG_MS) {
    return { tone: 'look', words: 'No worker has come yet: see among the jobs whether one waits for room or fails.' };
  }
  return { tone: 'moving', words: 'A worker is on its way.' };
}
