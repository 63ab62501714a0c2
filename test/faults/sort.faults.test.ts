import { type Bus, type SortTopics, sortTopics } from '@longshore/kafka';
import { leavesInOrder, type SortPlan, type SortState } from '@longshore/schemas/sort';
import { concatBlocks, generateBlock, printBlock, sortBlock } from '@longshore/sorting';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../workloads/sorter/src/config.ts';
import { SORTER_FAILPOINTS, type SorterFailpoint } from '../../workloads/sorter/src/failpoint.ts';
import { runRole } from '../../workloads/sorter/src/run-role.ts';
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
  const topic = plan.output?.topic ?? '';
  const records = await bus.read({ topic, from: new Map([[0, 0n]]), limit: 2 * COUNT, deadlineMs: 30_000 });
  const text = records.map(({ value }) => `${value?.toString()}\n`).join('');
  expect(text === Buffer.from(printBlock(result)).toString()).toBe(true);
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
      const output = { topic: `sorted-${failpoint}` };
      const plan = planOf({ shares: generatedShares('zipf', COUNT, 4), partCountMax: 50_000, output });
      await (await bus.admin()).ensureTopic({ name: output.topic, partitions: 1, replication: 1 });
      await askForSort(bus, plan);
      const victim = failpoint.startsWith('coordinator.') ? 0 : 1;
      const nth = failpoint === 'coordinator.after-append' || failpoint === 'coordinator.amid-delivery' ? 3 : 1;
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

/** A coordinator and two sorters in this process; a topic of the sort is deleted when a sorter first reaches a point. */
async function sortLosing(topic: keyof SortTopics, when: SorterFailpoint): Promise<SortState> {
  const plan = planOf({ shares: generatedShares('uniform', 10 * COUNT, 4), parts: 4 });
  await askForSort(bus, plan);
  const admin = await bus.admin();
  const deletions: Promise<void>[] = [];
  const roles = [0, 1, 2].map(async (index) => {
    const own = realBus(services.kafkaBootstrapServers);
    const outcome = await runRole({
      config: readConfig(environmentOf(plan, index)),
      bus: own,
      stop: new AbortController().signal,
      reach: (name) => {
        if (name === when && deletions.length === 0) deletions.push(admin.deleteTopic(sortTopics(plan.id)[topic]));
      },
      say: () => undefined,
      writeProgress: () => undefined,
    });
    await own.close();
    return outcome;
  });
  await Promise.all(roles);
  await Promise.all(deletions);
  return readSort(bus, plan.id);
}

describe('a sort of which a topic is deleted while it is at work', () => {
  it.each([
    ['exchange', 'sorter.amid-parting'],
    ['exchange', 'sorter.after-gathered'],
    ['result', 'sorter.amid-sorting'],
  ] as const)(
    'fails in words, and nobody waits for what cannot come: the %s, at %s',
    async (topic, when) => {
      const state = await sortLosing(topic, when);
      expect(state.ended).toEqual({
        outcome: 'failed',
        code: 'TOPIC_DELETED',
        message: expect.stringMatching(/^A topic of the sort is gone: The topic or partition does not exist/),
      });
    },
    120_000,
  );
});
