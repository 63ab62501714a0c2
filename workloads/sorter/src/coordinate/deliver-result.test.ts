import { type Bus, sortTopics } from '@longshore/kafka';
import { newId } from '@longshore/schemas';
import type { SortOutcome, SortPlan } from '@longshore/schemas/sort';
import { generateBlock, printBlock, sortBlock } from '@longshore/sorting';
import { describe, expect, it } from 'vitest';
import { memoryBrokers } from '../../../../test/fakes/memory-bus.ts';
import { giveInput } from '../../../../test/fakes/sorts/give-input.ts';
import {
  askForSort,
  generatedShares,
  type PlanWanted,
  planOf,
  playRole,
  readSort,
} from '../../../../test/fakes/sorts/play-sort.ts';
import { readConfig } from '../config.ts';
import type { SorterFailpoint } from '../failpoint.ts';
import { runRole } from '../run-role.ts';

const COUNT = 20_000;
const TOPIC = 'numbers-sorted';
const SMALL = { SORT_MEMORY_BYTES: String(1024 * 1024), SORT_CHUNK_BYTES: '4096' };

class Killed extends Error {}

async function askForOutput(bus: Bus, wanted: PlanWanted = {}, config: Record<string, string> = {}): Promise<SortPlan> {
  const shares = generatedShares('zipf', COUNT, 4);
  const plan = planOf({ shares, output: { topic: TOPIC }, ...wanted });
  await (await bus.admin()).ensureTopic({ name: TOPIC, partitions: 1, replication: 1, config });
  await askForSort(bus, plan);
  return plan;
}

/** A coordinator that dies when it is the nth time at a point; before it does, `then` happens. */
function coordinateUntil(
  bus: Bus,
  plan: SortPlan,
  point: SorterFailpoint,
  nth: number,
  dies: () => void = () => {
    throw new Killed();
  },
): Promise<SortOutcome> {
  let reached = 0;
  return runRole({
    config: readConfig({ SORT_ID: plan.id, LONGSHORE_TASK_INDEX: '0', ...SMALL }),
    bus,
    stop: new AbortController().signal,
    reach: (name) => {
      if (name !== point) return;
      reached += 1;
      if (reached === nth) dies();
    },
    say: () => undefined,
    writeProgress: () => undefined,
  });
}

async function recordsOf(bus: Bus): Promise<string[]> {
  const records = await bus.read({ topic: TOPIC, from: new Map([[0, 0n]]), limit: 10_000_000, deadlineMs: 10_000 });
  return records.map(({ value }) => value?.toString() ?? '');
}

/** What a download of the generated elements would have. */
function expectedLines({ order }: SortPlan): string[] {
  const input = generateBlock({ distribution: 'zipf', seed: 7, count: COUNT }, order, 0, COUNT);
  return Buffer.from(printBlock(sortBlock(input, order)))
    .toString()
    .trimEnd()
    .split('\n');
}

describe('a result that was wanted as a topic', () => {
  it('stands there as a record for each element, in order, when the sort is complete', async () => {
    const bus = memoryBrokers().open();
    const plan = await askForOutput(bus, { partCountMax: 4_000 });
    const [outcome] = await Promise.all([0, 1, 2].map((index) => playRole(bus, plan, index, SMALL)));
    expect(outcome).toMatchObject({ outcome: 'completed' });
    expect(await recordsOf(bus)).toEqual(expectedLines(plan));
    const { delivery, refused } = await readSort(bus, plan.id);
    expect([delivery?.count, refused]).toEqual([COUNT, 0]);
  });

  it('has whole records where those were sorted by a field, empty lines too, and nothing of nothing', async () => {
    const bus = memoryBrokers().open();
    const order = { type: 'json', keyField: 'n', keyType: 'number' } as const;
    const text = '{"n": 10, "x": "ä"}\n{"n":9}\n';
    const wanted = planOf({ order });
    const shares = [...(await giveInput(bus, wanted.id, { order: wanted.order, partitions: 4, text }))];
    const plan = await askForOutput(bus, { id: wanted.id, order, shares });
    await Promise.all([0, 1].map((index) => playRole(bus, plan, index, SMALL)));
    expect(await recordsOf(bus)).toEqual(['{"n":9}', '{"n": 10, "x": "ä"}']);

    const other = memoryBrokers().open();
    const lines = planOf({ order: { type: 'text' } });
    const given = await giveInput(other, lines.id, { order: lines.order, partitions: 4, text: 'b\n\na\n' });
    const second = await askForOutput(other, { id: lines.id, order: { type: 'text' }, shares: [...given] });
    await Promise.all([0, 1].map((index) => playRole(other, second, index, SMALL)));
    expect(await recordsOf(other)).toEqual(['', 'a', 'b']);

    const empty = memoryBrokers().open();
    const nothing = await askForOutput(empty, { shares: [] });
    expect(await playRole(empty, nothing, 0, SMALL)).toMatchObject({ outcome: 'completed' });
    expect(await recordsOf(empty)).toEqual([]);
  });

  it.each([1, 2, 3, 4])('is gone on with by another coordinator when one is killed after batch %i', async (nth) => {
    const bus = memoryBrokers().open();
    const plan = await askForOutput(bus);
    const sorters = [1, 2].map((index) => playRole(bus, plan, index, SMALL));
    await expect(coordinateUntil(bus, plan, 'coordinator.amid-delivery', nth)).rejects.toThrow(Killed);
    const written = (await recordsOf(bus)).length;
    expect(written).toBe(Math.min(COUNT, nth * 5_000));
    expect(await playRole(bus, plan, 0, SMALL)).toMatchObject({ outcome: 'completed' });
    await Promise.all(sorters);
    expect(await recordsOf(bus)).toEqual(expectedLines(plan));
    expect((await readSort(bus, plan.id)).generation).toBe(2);
  });

  it('is exact also while two coordinators write it at the same time', async () => {
    const bus = memoryBrokers().open();
    const plan = await askForOutput(bus);
    const sorters = [1, 2].map((index) => playRole(bus, plan, index, SMALL));
    const others: Promise<SortOutcome>[] = [];
    const first = coordinateUntil(bus, plan, 'coordinator.amid-delivery', 1, () => {
      others.push(playRole(bus, plan, 0, SMALL));
    });
    const end = await first.catch((error: Error) => error.name);
    await Promise.all(sorters);
    expect(await Promise.all(others)).toMatchObject([{ outcome: 'completed' }]);
    // The first learns that it leads no more when it next reads the log, unless that has ended by then.
    expect(typeof end === 'string' ? end : end.outcome).toMatch(/^(SupersededError|completed)$/);
    expect(await recordsOf(bus)).toEqual(expectedLines(plan));
  });

  it('fails the sort in words where the topic has got records meanwhile', async () => {
    const bus = memoryBrokers().open();
    const plan = await askForOutput(bus);
    const producer = await bus.producer();
    await producer.send([{ topic: TOPIC, key: null, value: Buffer.from('stranger') }]);
    const [outcome] = await Promise.all([0, 1, 2].map((index) => playRole(bus, plan, index, SMALL)));
    expect(outcome).toEqual({
      outcome: 'failed',
      code: 'OUTPUT_NOT_EMPTY',
      message: `${TOPIC} has 1 records, which came after the sort was asked for`,
    });
    expect(await recordsOf(bus)).toEqual(['stranger']);
  });

  it.each([
    ['by one who goes on', () => undefined],
    [
      'by one who takes over',
      () => {
        throw new Killed();
      },
    ],
  ])('fails the sort in words where somebody writes in between, found %s', async (_, then) => {
    const bus = memoryBrokers().open();
    const plan = await askForOutput(bus);
    const producer = await bus.producer();
    const sorters = [1, 2].map((index) => playRole(bus, plan, index, SMALL));
    const first = coordinateUntil(bus, plan, 'coordinator.amid-delivery', 2, () => {
      void producer.send([{ topic: TOPIC, key: null, value: Buffer.from('stranger') }]);
      then();
    }).catch(() => playRole(bus, plan, 0, SMALL));
    expect(await first).toMatchObject({ outcome: 'failed', code: 'OUTPUT_DISTURBED' });
    await Promise.all(sorters);
  });

  it('fails the sort in words where what somebody writes in between looks like the element before', async () => {
    const bus = memoryBrokers().open();
    const plan = await askForOutput(bus, { shares: generatedShares('all-equal', COUNT, 4) });
    const sorters = [1, 2].map((index) => playRole(bus, plan, index, SMALL));
    const killed = coordinateUntil(bus, plan, 'coordinator.amid-delivery', 2, () => {
      throw new Killed();
    });
    await expect(killed).rejects.toThrow(Killed);
    const [value = ''] = await recordsOf(bus);
    await (await bus.producer()).send([{ topic: TOPIC, key: null, value: Buffer.from(value) }]);
    expect(await playRole(bus, plan, 0, SMALL)).toMatchObject({ outcome: 'failed', code: 'OUTPUT_DISTURBED' });
    await Promise.all(sorters);
    expect(await recordsOf(bus)).toHaveLength(10_001);
  });

  it('fails the sort in words where the topic, or the result, is deleted meanwhile', async () => {
    for (const gone of [TOPIC, 'result'] as const) {
      const bus = memoryBrokers().open();
      const plan = await askForOutput(bus, { id: newId() });
      const topic = gone === 'result' ? sortTopics(plan.id).result : gone;
      const sorters = [1, 2].map((index) => playRole(bus, plan, index, SMALL));
      const admin = await bus.admin();
      const first = coordinateUntil(bus, plan, 'coordinator.amid-delivery', 1, () => void admin.deleteTopic(topic));
      expect(await first).toMatchObject({
        outcome: 'failed',
        code: 'TOPIC_DELETED',
        message: `The topic ${topic} is gone`,
      });
      await Promise.all(sorters);
    }
  });

  it('goes in smaller batches to a topic that takes little at once, and names the element that it does not take', async () => {
    const bus = memoryBrokers().open();
    const lines = ['c'.repeat(90), 'a', 'b'.repeat(200)];
    const wanted = planOf({ order: { type: 'text' } });
    const shares = [
      ...(await giveInput(bus, wanted.id, { order: wanted.order, partitions: 4, text: lines.join('\n') })),
    ];
    const config = { 'max.message.bytes': '200' };
    const plan = await askForOutput(bus, { id: wanted.id, order: { type: 'text' }, shares }, config);
    const [outcome] = await Promise.all([0, 1].map((index) => playRole(bus, plan, index, SMALL)));
    expect(outcome).toEqual({
      outcome: 'failed',
      code: 'RECORD_TOO_LARGE',
      message: `Element 1 has 200 bytes: more than a record of ${TOPIC} may have`,
    });
    expect(await recordsOf(bus)).toEqual(['a']);
  });
});
