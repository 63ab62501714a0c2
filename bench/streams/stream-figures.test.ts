import { describe, expect, it } from 'vitest';
import { judge } from '../aims.ts';
import { describeStreams, type StreamRound, streamAims } from './stream-figures.ts';

function round(rssBytes: number, latenciesMs: number[], missing = 0): StreamRound {
  const memoryEach = { rssBytes, heapUsedBytes: rssBytes / 2, externalBytes: 0, arrayBuffersBytes: 0 };
  return { memoryEach, delivery: { latenciesMs, missing } };
}

describe('figures of streams', () => {
  it('are those of the round that took the most memory, and of all that was delivered', () => {
    const figures = describeStreams([round(18_000, [10, 20]), round(19_000, [30], 2), round(17_000, [40], 1)]);
    expect(figures).toMatchObject({
      memoryEach: { rssBytes: 19_000, heapUsedBytes: 9_500 },
      rssEachRound: [18_000, 19_000, 17_000],
      deliveryMs: { count: 4, median: 25, max: 40 },
      missing: 3,
    });
  });

  it('are held against what was promised', () => {
    const met = (figures: ReturnType<typeof describeStreams>) => judge(streamAims(figures)).map((one) => one.met);
    expect(met(describeStreams([round(20_000, [250])]))).toEqual([true, true, true]);
    expect(met(describeStreams([round(20_001, [251], 1)]))).toEqual([false, false, false]);
  });
});
