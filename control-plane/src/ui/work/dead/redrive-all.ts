import { WORK_LIMITS } from '@longshore/schemas';
import { redriveWorkItem, redriveWorkItems } from '../change-work.ts';
import type { Meant } from './redrive-words.ts';

/** The requests that do it. */
export interface Redrive {
  one: (id: string) => Promise<unknown>;
  some: typeof redriveWorkItems;
}

/**
 * Redrives what is meant: one request takes so many, the next takes the rest, as long as one brings something.
 *
 * @param onMore - told how many it is by now, after each request
 * @returns how many it was
 */
export async function redriveAll(
  meant: Meant,
  onMore: (redriven: number) => void,
  { one, some }: Redrive = { one: redriveWorkItem, some: redriveWorkItems },
): Promise<number> {
  let redriven = 0;
  const add = (more: number) => {
    redriven += more;
    onMore(redriven);
  };
  if ('ids' in meant) {
    const [only] = meant.ids;
    // Of a single one it is said why not.
    if (only !== undefined && meant.ids.length === 1) {
      await one(only);
      return 1;
    }
    for (let from = 0; from < meant.ids.length; from += WORK_LIMITS.itemsAtOnceMax) {
      add((await some({ ids: meant.ids.slice(from, from + WORK_LIMITS.itemsAtOnceMax) })).redriven);
    }
    return redriven;
  }
  for (const { type, count } of meant.types) {
    // What fails again meanwhile is not redriven once more: no more than there were when it was asked for.
    for (let left = count; left > 0; ) {
      const answer = await some({ type });
      add(answer.redriven);
      left = answer.redriven === 0 ? 0 : Math.min(left - answer.redriven, answer.left);
    }
  }
  return redriven;
}
