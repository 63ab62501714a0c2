import type { KitchenRun } from '@longshore/schemas';
import { formatCount, formatDuration, formatShare, plural } from '@longshore/schemas/words';
import { ease } from '../../city/way.ts';
import type { Position } from '../beats.ts';
import type { Story } from '../story.ts';
import type { Scene } from './scene.ts';

export type Result = NonNullable<KitchenRun['result']>;

/** A figure as it grows to what it is. */
export interface Grown {
  name: string;
  value: string;
  words: string;
}

/** The figures of a result at a position: those of a beat count up in it, and stay. */
export function figuresAt(result: Result, { beat, share }: Pick<Position, 'beat' | 'share'>): Grown[] {
  const grow = (at: number) => (beat > at ? 1 : beat === at ? ease(Math.min(1, share * 2.5)) : 0);
  const counted = (value: number, at: number) => formatCount(Math.round(value * grow(at)));
  const timed = (ms: number, at: number) => formatDuration(ms * grow(at));
  const all: readonly [at: number, Grown][] = [
    [0, { name: 'Delivered', value: counted(result.delivered, 0), words: `of ${plural(result.received, 'order')}` }],
    [0, { name: 'Failed', value: formatCount(result.failed), words: 'each order ended exactly once' }],
    [1, { name: 'Response', value: timed(result.responseMs.mean, 1), words: 'mean, from order to ready' }],
    [1, { name: 'p99', value: timed(result.responseMs.p99, 1), words: 'ninety-nine of a hundred were faster' }],
    [1, { name: 'Throughput', value: counted(result.readyPerMinute, 1), words: 'ready a minute' }],
    [2, { name: 'Balance index', value: (result.balanceIndex * grow(2)).toFixed(3), words: 'Jain’s: 1 is even' }],
    [3, { name: 'Taken back', value: counted(result.takenBack, 3), words: 'from lost kitchens' }],
    [
      3,
      {
        name: 'Cooked for nothing',
        value: counted(result.wastedDishes, 3),
        words: 'another had the order by then',
      },
    ],
  ];
  return all.filter(([at]) => beat >= at).map(([, figure]) => figure);
}

function migrationWords({ migrationEfficiency }: Result): string {
  return migrationEfficiency === null
    ? 'No order was asked back.'
    : `Of the orders that were asked back ${formatShare(migrationEfficiency)} began sooner elsewhere.`;
}

/** What the run came to. */
export const success: Scene = {
  title: 'Success measured',
  beats: (story) => {
    const result = story.run?.result ?? null;
    const still = { fromMs: story.untilMs, toMs: story.untilMs, forMs: 6_000 };
    if (result === null) return [{ ...still, caption: 'The run has not been summed up.' }];
    return [
      {
        ...still,
        caption: `${plural(result.received, 'order')} came in, ${formatCount(result.delivered)} were delivered, ${formatCount(result.failed)} failed: each ended exactly once.`,
      },
      {
        ...still,
        caption: `A dish was ready ${formatDuration(result.responseMs.mean)} after its order on average, and ninety-nine of a hundred within ${formatDuration(result.responseMs.p99)}.`,
      },
      {
        ...still,
        caption: `The work was shared out at a balance index of ${result.balanceIndex.toFixed(3)}: by Jain’s formula 1 means that the cooks of every kitchen were at work as much as another’s.`,
      },
      {
        ...still,
        caption: `${migrationWords(result)} ${plural(result.takenBack, 'order')} were taken from lost kitchens. The same seed with another policy can be put beside this run.`,
      },
    ];
  },
  live: (story) => liveWords(story),
};

function liveWords({ lives }: Story): string {
  let ended = 0;
  for (const life of lives.values()) if (life.at(-1)?.what === 'delivered') ended += 1;
  return `Now: ${plural(ended, 'order')} delivered in the last two minutes. The figures are of the last five.`;
}
