import type { Bus } from '@longshore/kafka';
import { leavesInOrder, type SortPlan } from '@longshore/schemas/sort';
import { concatBlocks, generateBlock, sortBlock } from '@longshore/sorting';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SORTER_FAILPOINTS } from '../../workloads/sorter/src/failpoint.ts';
import { askForSort, generatedShares, planOf, readResult, readSort, realBus } from '../fakes/sorts/play-sort.ts';
import { runSortTask } from '../fakes/sorts/sort-process.ts';
import { type Services, startServices } from '../stack/services.ts';

const COUNT = 200_000;

let services: Services;
let bus: Bus;

beforeAll(async () => {
  services = await startServices({ services: ['kafka'] });
  bus = realBus(services.kafkaBootstrapServers);
}, 120_000);

afterAll(async () => {
  await bus?.close();
  await services?.stop();
});

function environmentOf(plan: SortPlan, taskIndex: number): Record<string, string> {
  return {
    KAFKA_BOOTSTRAP_SERVERS: services.kafkaBootstrapServers,
    SORT_ID: plan.id,
    LONGSHORE_TASK_INDEX: String(taskIndex),
    // Small, so that there are several chunks and runs.
    SORT_MEMORY_BYTES: String(1024 * 1024),
    SORT_CHUNK_BYTES: '16384',
    SORT_SILENT_AFTER_MS: '3000',
  };
}

async function expectExact(plan: SortPlan): Promise<void> {
  const state = await readSort(bus, plan.id);
  expect(state.ended).toEqual({ outcome: 'completed', code: null, message: null });
  const result = concatBlocks(await readResult(bus, state));
  const input = generateBlock({ distribution: 'zipf', seed: 7, count: COUNT }, plan.order, 0, COUNT);
  expect(Buffer.compare(bytesOf(result), bytesOf(sortBlock(input, plan.order)))).toBe(0);
  expect(leavesInOrder(state).reduce((sum, { sorted }) => sum + (sorted?.count ?? 0), 0)).toBe(COUNT);
}

function bytesOf(block: ReturnType<typeof concatBlocks>): Buffer {
  if (block.type !== 'int32') throw new Error('these are not int32');
  return Buffer.from(block.values.buffer, block.values.byteOffset, block.values.byteLength);
}

describe('a sort of which a process is killed', () => {
  it.each(SORTER_FAILPOINTS)(
    'is exactly right when that is at %s',
    async (failpoint) => {
      const plan = planOf({ shares: generatedShares('zipf', COUNT, 4), partCountMax: 50_000 });
      await askForSort(bus, plan);
      const victim = failpoint.startsWith('coordinator.') ? 0 : 1;
      const nth = failpoint === 'coordinator.after-append' ? 3 : 1;
      const ends = await Promise.all(
        [0, 1, 2, 3].map((index) =>
          runSortTask(
            environmentOf(plan, index),
            index === victim ? { LONGSHORE_FAILPOINT: `${failpoint}:${nth}` } : {},
          ),
        ),
      );
      expect(ends.map(({ exitCode, stderr }) => [exitCode, exitCode === 0 ? '' : stderr])).toEqual(
        ends.map(() => [0, '']),
      );
      expect(ends[victim]?.attempts).toBe(2);
      await expectExact(plan);
    },
    120_000,
  );
});
