import { formatDuration } from '@longshore/schemas/words';
import type { RecordedEvent } from '../../city/city-recording.ts';
import { kitchenName, type Story } from '../story.ts';
import type { Scene } from './scene.ts';

/**
 * The order whose way is told: one that went through as much as any and came to its customer; of those that went the
 * straight way, one with a receipt.
 */
export function chooseOrder({ lives, receipts }: Pick<Story, 'lives' | 'receipts'>): number | null {
  const withReceipt = new Set(receipts.map(({ order }) => order));
  let best: { order: number; worth: number } | null = null;
  for (const [order, life] of lives) {
    if (life[0]?.what !== 'received' || life.at(-1)?.what !== 'delivered') continue;
    // Many steps are more to tell, but a way of twenty would be none that one can follow.
    const worth = Math.min(life.length, 9) + (withReceipt.has(order) ? 0.5 : 0);
    if (best === null || worth > best.worth) best = { order, worth };
  }
  return best?.order ?? null;
}

/** The newest order of those that go on, for what is told live. */
export function newestOrder({ lives }: Pick<Story, 'lives'>): number | null {
  let newest: { order: number; atMs: number } | null = null;
  for (const [order, [first]] of lives) {
    if (first !== undefined && (newest === null || first.atMs > newest.atMs)) newest = { order, atMs: first.atMs };
  }
  return newest?.order ?? null;
}

/** What happened to an order in words, and after how long where both moments were seen. */
export function stepWords(story: Story, event: RecordedEvent, before: RecordedEvent | undefined): string {
  const name = kitchenName(story, event.kitchen ?? before?.kitchen ?? null);
  const isTimed = before !== undefined && event.unseen === undefined && before.unseen === undefined;
  const after = isTimed ? ` after ${formatDuration(event.atMs - before.atMs)}` : '';
  const dish = event.order === null ? 'The order' : (story.orders[event.order]?.dish ?? 'the order');
  switch (event.what) {
    case 'received':
      return before === undefined ? `An order for ${dish} comes in.` : `It is the balancer’s again${after}.`;
    case 'assigned':
      return `Given to ${name}${after}.`;
    case 'cooking':
      return `A cook of ${name} begins${after}.`;
    case 'ready':
      return `The ${dish} is ready${after}. It is no kitchen’s any longer: what befalls one now does nothing to it.`;
    case 'delivered':
      return `Delivered${after}.`;
    case 'asked back':
      return `${name} is too full: the order is asked back${after}, and stays its own until it says that it let go.`;
    case 'failed':
      return `It failed${after}.`;
    default:
      return `${event.what}${after}.`;
  }
}

/** The way of one order, from the customer and back. */
export const oneOrder: Scene = {
  title: 'One order’s way',
  beats: (story) => {
    const order = chooseOrder(story);
    const life = order === null ? [] : (story.lives.get(order) ?? []);
    if (life.length === 0) {
      return [
        {
          caption: 'No order of this run came to its customer.',
          forMs: 4_000,
          fromMs: story.fromMs,
          toMs: story.fromMs,
        },
      ];
    }
    return life.map((event, index) => {
      const next = life[index + 1];
      const receipt = event.what === 'assigned' ? story.receipts.find((each) => each.order === order) : undefined;
      return {
        caption: `${stepWords(story, event, life[index - 1])}${receipt === undefined ? '' : ` ${receipt.summary}.`}`,
        forMs: 3_200,
        fromMs: event.atMs,
        toMs: next?.atMs ?? event.atMs + 400,
      };
    });
  },
  live: (story) => {
    const order = newestOrder(story);
    const life = order === null ? [] : (story.lives.get(order) ?? []);
    const last = life.at(-1);
    return last === undefined ? 'No order came in the last two minutes.' : stepWords(story, last, life.at(-2));
  },
};
