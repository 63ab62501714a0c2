import { concatBlocks, generateBlock, sortBlock } from '@longshore/sorting';
import { describe, expect, it } from 'vitest';
import { memoryBrokers } from '../../../test/fakes/memory-bus.ts';
import {
  askForSort,
  generatedShares,
  type PlanWanted,
  planOf,
  playRole,
  readResult,
  readSort,
} from '../../../test/fakes/sorts/play-sort.ts';

const COUNT = 20_000;

async function sortInMemory(wanted: PlanWanted, distribution: Parameters<typeof generatedShares>[0], sorters = 3) {
  const bus = memoryBrokers().open();
  const plan = planOf({ shares: generatedShares(distribution, COUNT, 5), ...wanted });
  await askForSort(bus, plan);
  const settings = { SORT_MEMORY_BYTES: String(1024 * 1024), SORT_CHUNK_BYTES: '4096' };
  const roles = Array.from({ length: sorters + 1 }, (_, index) => playRole(bus, plan, index, settings));
  const outcomes = await Promise.all(roles);
  const state = await readSort(bus, plan.id);
  const result = concatBlocks(await readResult(bus, state));
  const input = generateBlock({ distribution, seed: 7, count: COUNT }, plan.order, 0, COUNT);
  return { outcomes, state, result, expected: sortBlock(input, plan.order) };
}

describe('a distributed sort, all roles on one bus in memory', () => {
  for (const distribution of ['uniform', 'sorted', 'reversed', 'all-equal', 'zipf', 'few-distinct'] as const) {
    it(`sorts ${distribution} int32 exactly, in parts that balance`, async () => {
      const { outcomes, state, result, expected } = await sortInMemory({}, distribution);
      expect(outcomes.map(({ outcome, message }) => [outcome, message])).toEqual(
        outcomes.map(() => ['completed', null]),
      );
      expect(result).toEqual(expected);
      const counts = Object.values(state.nodes).flatMap(({ role, count }) => (role === 'leaf' ? [count ?? 0] : []));
      expect(Math.max(...counts) / (COUNT / counts.length)).toBeLessThan(1.1);
      expect(state.refused).toBe(0);
    });
  }

  it('splits again what is too large, to several levels', async () => {
    const { state, result, expected } = await sortInMemory({ partCountMax: 2_000, parts: 3 }, 'zipf');
    expect(result).toEqual(expected);
    const depths = Object.values(state.nodes).map(({ depth }) => depth);
    expect(Math.max(...depths)).toBeGreaterThan(1);
  });
});
