import { describe, expect, it } from 'vitest';
import { laneOf } from './lane.ts';

describe('a lane', () => {
  it.each([
    // murmur2 as in Apache Kafka's own UtilsTest, made positive, modulo 1000.
    ['21', -973_932_308],
    ['foobar', -790_332_482],
    ['a-little-bit-long-string', -985_981_536],
    ['a-little-bit-longer-string', -1_486_304_829],
    ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58_897_971],
  ])('of %s is where every Kafka client would put it', (key, hash) => {
    expect(laneOf(key, 1000)).toBe((hash & 0x7fffffff) % 1000);
  });

  it('lies within the partitions', () => {
    for (const partitions of [1, 3, 12]) {
      for (const key of ['a', '', 'ä', 'x'.repeat(500)]) {
        expect(laneOf(key, partitions)).toBeGreaterThanOrEqual(0);
        expect(laneOf(key, partitions)).toBeLessThan(partitions);
      }
    }
  });
});
