import type { Overview } from '@longshore/schemas';
import { plural, waitingWords } from '@longshore/schemas/words';

/** The state of the world in one line: `3 running, 1 waiting for 12 GiB of memory, on 2 of 4 agents`. */
export function overviewSentence({ jobs, waiting, agents }: Overview): string {
  const words: string[] = [];
  if (jobs.RUNNING > 0) words.push(`${jobs.RUNNING} running`);
  if (jobs.STOPPING > 0) words.push(`${jobs.STOPPING} stopping`);
  const [only] = waiting;
  if (waiting.length === 1 && only !== undefined)
    words.push(`1 ${waitingWords(only.waitsFor).replace('waits', 'waiting')}`);
  else if (waiting.length > 1) words.push(`${waiting.length} waiting for room`);
  const starting = Math.max(0, jobs.QUEUED - waiting.length);
  if (starting > 0) words.push(`${starting} queued`);

  const where =
    agents.total === 0
      ? 'no agent yet'
      : agents.ready === agents.total
        ? `${plural(agents.total, 'agent')} ready`
        : `${agents.ready} of ${plural(agents.total, 'agent')} ready`;
  return `${words.length === 0 ? 'Nothing runs' : words.join(', ')} · ${where}`;
}
