import { sortTopics } from '@longshore/kafka';
import type { SortState } from '@longshore/schemas/sort';
import { concatBlocks, generateBlock, printBlock, sortBlock } from '@longshore/sorting';
import { describe, expect, it } from 'vitest';
import { memoryBrokers } from '../../../test/fakes/memory-bus.ts';
import { mountSmallDisk } from '../../../test/fakes/small-disk.ts';
import { giveInput } from '../../../test/fakes/sorts/give-input.ts';
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
const SMALL = { SORT_MEMORY_BYTES: String(1024 * 1024), SORT_CHUNK_BYTES: '4096' };

async function sortInMemory(wanted: PlanWanted, distribution: Parameters<typeof generatedShares>[0], sorters = 3) {
  const bus = memoryBrokers().open();
  const plan = planOf({ shares: generatedShares(distribution, COUNT, 5), ...wanted });
  await askForSort(bus, plan);
  const roles = Array.from({ length: sorters + 1 }, (_, index) => playRole(bus, plan, index, SMALL));
  const outcomes = await Promise.all(roles);
  const state = await readSort(bus, plan.id);
  const result = concatBlocks(await readResult(bus, state));
  const input = generateBlock({ distribution, seed: 7, count: COUNT }, plan.order, 0, COUNT);
  return { outcomes, state, result, expected: sortBlock(input, plan.order) };
}

/** Has a text sorted, an element a line. */
async function sortText(text: string, wanted: PlanWanted): Promise<{ state: SortState; text: string }> {
  const bus = memoryBrokers().open();
  const plan = planOf(wanted);
  const shares = await giveInput(bus, plan.id, { order: plan.order, partitions: plan.partitions, text });
  const whole = { ...plan, shares: [...shares] };
  await askForSort(bus, whole);
  await Promise.all([0, 1, 2].map((index) => playRole(bus, whole, index, SMALL)));
  const state = await readSort(bus, plan.id);
  const blocks = await readResult(bus, state);
  return { state, text: Buffer.concat(blocks.map(printBlock)).toString() };
}

/** Asks for a sort of more than the memory of its sorters holds. */
async function askedForMuch(wanted: PlanWanted = {}) {
  const bus = memoryBrokers().open();
  const lines = Array.from({ length: 40_000 }, (_, index) => `${index}${'y'.repeat(80)}`);
  const plan = planOf({ order: { type: 'text' }, ...wanted });
  const shares = await giveInput(bus, plan.id, { order: plan.order, partitions: 4, text: lines.join('\n') });
  const whole = { ...plan, shares: [...shares] };
  await askForSort(bus, whole);
  return { bus, plan: whole, lines };
}

const bytesSpilled = ({ tries }: SortState): number =>
  Object.values(tries).reduce((sum, { times }) => sum + (times?.bytesSpilled ?? 0), 0);

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

  it('keeps the order of records with equal keys, over shares, parts, spilled runs and splitting again', async () => {
    const lines = Array.from({ length: 30_000 }, (_, index) =>
      JSON.stringify({ town: `t${index % 7}`, index, pad: 'x'.repeat(60) }),
    );
    const order = { type: 'json', keyField: 'town', stable: true } as const;
    const { state, text } = await sortText(`${lines.join('\n')}\n`, { order, partCountMax: 9_000 });
    const expected = lines.toSorted((a, b) => Number(a[10]) - Number(b[10]));
    expect(text === `${expected.join('\n')}\n`).toBe(true);
    expect(bytesSpilled(state)).toBeGreaterThan(0);
  });

  it('sorts lines by a language, floats with NaN and -0, and the last first', async () => {
    const german = await sortText('zebra\nÄpfel\nApfel\nöl\n', {
      order: { type: 'text', collation: { locale: 'de' } },
    });
    expect(german.text).toBe('Apfel\nÄpfel\nöl\nzebra\n');
    const floats = await sortText('1\nNaN\n0\n-0\n-Infinity\n', { order: { type: 'float64' } });
    expect(floats.text).toBe('-Infinity\n-0\n0\n1\nNaN\n');
    const down = await sortText('1\n3\n2', { order: { type: 'int64', direction: 'desc' } });
    expect(down.text).toBe('3\n2\n1\n');
  });

  it('sorts the records of a topic up to where it ended, and names the record that is none', async () => {
    const bus = memoryBrokers().open();
    const admin = await bus.admin();
    await admin.ensureTopic({ name: 'orders', partitions: 2, replication: 1 });
    const producer = await bus.producer();
    const send = (...values: string[]) =>
      producer.send(
        values.map((value, index) => ({ topic: 'orders', partition: index % 2, key: null, value: Buffer.from(value) })),
      );
    await send('30', '4', '100', '-5');
    const shares = [0, 1].map((partition) => ({
      from: 'topic' as const,
      topic: 'orders',
      partition,
      start: '0',
      end: '2',
    }));
    const plan = planOf({ order: { type: 'int64' }, shares });
    await send('none of these', 'nor this');
    await askForSort(bus, plan);
    await Promise.all([0, 1].map((index) => playRole(bus, plan, index, SMALL)));
    const blocks = await readResult(bus, await readSort(bus, plan.id));
    expect(Buffer.concat(blocks.map(printBlock)).toString()).toBe('-5\n4\n30\n100\n');
    const further = planOf({ order: { type: 'int64' }, shares: shares.map((share) => ({ ...share, end: '3' })) });
    await askForSort(bus, further);
    const [first] = await Promise.all([0, 1].map((index) => playRole(bus, further, index, SMALL)));
    expect(first).toMatchObject({ outcome: 'failed', code: 'NOT_A_NUMBER' });
    expect(first?.message).toMatch(/orders\/\d from offset 0, record 3: "(none of these|nor this)"/);
  });

  it('makes nothing of nothing, and one of one, whatever the number of sorters', async () => {
    expect((await sortText('', {})).text).toBe('');
    expect(await sortText('5\n', { workers: 8, parts: 8 })).toMatchObject({ text: '5\n', state: { refused: 0 } });
  });

  it('fails in words where the exchange is deleted under it', async () => {
    const bus = memoryBrokers().open();
    const plan = planOf({ shares: generatedShares('uniform', COUNT, 2) });
    await askForSort(bus, plan);
    await (await bus.admin()).deleteTopic(sortTopics(plan.id).exchange);
    const [first] = await Promise.all([0, 1, 2].map((index) => playRole(bus, plan, index, SMALL)));
    expect(first).toMatchObject({ outcome: 'failed', code: 'TOPIC_DELETED' });
  });

  it('fails in words where no sorter can spill', async () => {
    const { bus, plan } = await askedForMuch({ failuresMax: 2 });
    const nowhere = { ...SMALL, SORT_SPILL_FOLDER: '/nonexistent' };
    const [first] = await Promise.all([0, 1, 2].map((index) => playRole(bus, plan, index, nowhere)));
    expect(first).toMatchObject({
      outcome: 'failed',
      code: 'SPILL_FAILED',
      message: expect.stringContaining('/nonexistent'),
    });
  });

  it('fails in words where every disk is full, and leaves nothing on them', async (test) => {
    using disk = mountSmallDisk(64 * 1024);
    if (disk === null) return test.skip('only root may mount a disk');
    const { bus, plan } = await askedForMuch();
    const full = { ...SMALL, SORT_SPILL_FOLDER: disk.folder };
    const [first] = await Promise.all([0, 1, 2].map((index) => playRole(bus, plan, index, full)));
    expect(first).toMatchObject({
      outcome: 'failed',
      code: 'DISK_FULL',
      message: expect.stringMatching(
        `^the disk is full: nothing more can be spilled to ${disk.folder}/longshore-sort-`,
      ),
    });
    expect(disk.list()).toEqual([]);
  });

  it('is right although the disk of one sorter is full: the others do what that one cannot', async (test) => {
    using disk = mountSmallDisk(64 * 1024);
    if (disk === null) return test.skip('only root may mount a disk');
    const { bus, plan, lines } = await askedForMuch({ failuresMax: 2 });
    const full = { ...SMALL, SORT_SPILL_FOLDER: disk.folder };
    const settings = [SMALL, full, SMALL];
    const outcomes = await Promise.all(settings.map((its, index) => playRole(bus, plan, index, its)));
    expect(outcomes[0]).toMatchObject({ outcome: 'completed' });
    const state = await readSort(bus, plan.id);
    const failed = Object.values(state.tries).filter((one) => one.state === 'failed');
    expect(new Set(failed.map(({ worker }) => worker))).toEqual(new Set([1]));
    const text = Buffer.concat((await readResult(bus, state)).map(printBlock)).toString();
    expect(text === `${lines.toSorted().join('\n')}\n`).toBe(true);
  });

  it('gives a silent sorter’s work to another, and the first result wins', async () => {
    const bus = memoryBrokers().open();
    const plan = planOf({ shares: generatedShares('uniform', COUNT, 4) });
    await askForSort(bus, plan);
    const quick = { ...SMALL, SORT_SILENT_AFTER_MS: '1500' };
    const stop = new AbortController();
    const lost = playRole(bus, plan, 1, quick, stop.signal).catch((error: unknown) => error);
    const coordinator = playRole(bus, plan, 0, quick);
    await expect
      .poll(async () => Object.keys((await readSort(bus, plan.id)).tries).length, { timeout: 5_000 })
      .toBeGreaterThan(0);
    stop.abort(new Error('killed'));
    await lost;
    await playRole(bus, plan, 2, quick);
    expect(await coordinator).toMatchObject({ outcome: 'completed' });
    const state = await readSort(bus, plan.id);
    const input = generateBlock({ distribution: 'uniform', seed: 7, count: COUNT }, plan.order, 0, COUNT);
    expect(concatBlocks(await readResult(bus, state))).toEqual(sortBlock(input, plan.order));
  });
});
