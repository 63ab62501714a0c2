import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Bus, sortTopicCatalogue, sortTopics } from '@longshore/kafka';
import { leavesInOrder, type SortPlan, type SortState, type UnitTry } from '@longshore/schemas/sort';
import { decodeBlock, encodeBlock, numberBlock } from '@longshore/sorting';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { memoryBrokers } from '../../../../test/fakes/memory-bus.ts';
import { mountSmallDisk } from '../../../../test/fakes/small-disk.ts';
import { askForSort, generatedShares, planOf, playSorters, readSort } from '../../../../test/fakes/sorts/play-sort.ts';
import { SpillFile } from '../spill/spill-file.ts';
import { doUnit } from './do-unit.ts';
import { holdShares } from './held-shares.ts';
import type { Workshop } from './workshop.ts';

const COUNT = 100_000;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'longshore-do-unit-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** A sort that was done, of which a part can be sorted once more. */
async function sortThatWasDone(): Promise<{ bus: Bus; plan: SortPlan; state: SortState; again: UnitTry }> {
  const bus = memoryBrokers().open();
  const plan = planOf({ shares: generatedShares('uniform', COUNT, 2), parts: 2 });
  await askForSort(bus, plan);
  await playSorters(bus, plan.id, 2);
  const state = await readSort(bus, plan.id);
  const first = state.tries[leavesInOrder(state)[0]?.sorted?.try ?? ''];
  if (first === undefined) throw new Error('the first part was not sorted');
  return { bus, plan, state, again: { ...first, id: 'again' } };
}

/** What a sorter has whose memory holds a fifth of a part. */
async function workshop(bus: Bus, plan: SortPlan, openSpill: Workshop['openSpill']): Promise<Workshop> {
  return {
    bus,
    producer: await bus.producer(),
    admin: await bus.admin(),
    topics: sortTopics(plan.id),
    topicPrefix: '',
    plan,
    retry: { deadlineMs: 1_000, stop: new AbortController().signal, say: () => undefined },
    memoryBytes: (4 * COUNT) / 10,
    chunkBytes: 4_096,
    openSpill,
    reach: () => undefined,
    progress: () => undefined,
    held: holdShares(1_024),
  };
}

/** Opens files in a folder, each under a name of its own. */
function spillIn(where: string): () => Promise<SpillFile> {
  let files = 0;
  return () => SpillFile.create(join(where, String(files++)));
}

/** A block the other way round. */
function turned(encoded: Buffer): Buffer {
  const block = decodeBlock(encoded);
  if (block.type !== 'int32') throw new Error('these are not int32');
  return Buffer.from(encodeBlock(numberBlock(block.values.toReversed())));
}

describe('sorting a part', () => {
  it('gives the same once more, spilling, and leaves nothing on the disk', async () => {
    const { bus, plan, state, again } = await sortThatWasDone();
    const record = await doUnit(await workshop(bus, plan, spillIn(folder)), state, again);
    const { count, hash, first, last } = leavesInOrder(state)[0]?.sorted ?? {};
    expect(record).toMatchObject({ kind: 'sorted', try: 'again', count, hash, first, last });
    expect(record).toMatchObject({ times: { bytesSpilled: expect.any(Number) } });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('fails where the disk is full, for another sorter to try, and leaves nothing on it', async (test) => {
    using disk = mountSmallDisk(64 * 1024);
    if (disk === null) return test.skip('only root may mount a disk');
    const { bus, plan, state, again } = await sortThatWasDone();
    const record = await doUnit(await workshop(bus, plan, spillIn(disk.folder)), state, again);
    expect(record).toEqual({
      kind: 'failed',
      unit: again.unit,
      try: 'again',
      code: 'DISK_FULL',
      message: expect.stringMatching(`^the disk is full: nothing more can be spilled to ${disk.folder}/\\d$`),
      retryable: true,
    });
    expect(disk.list()).toEqual([]);
  });

  it('fails where it comes out in another order than it should, as where a disk gives back what it was not given', async () => {
    const { bus, plan, state, again } = await sortThatWasDone();
    let opened = 0;
    const open = spillIn(folder);
    const shop = await workshop(bus, plan, async () => {
      const spill = await open();
      opened += 1;
      // The second file has the sorted runs.
      if (opened === 2) {
        const take = spill.take.bind(spill);
        spill.take = async (place) => turned(await take(place));
      }
      return spill;
    });
    expect(await doUnit(shop, state, again)).toEqual({
      kind: 'failed',
      unit: again.unit,
      try: 'again',
      code: 'OUT_OF_ORDER',
      message: expect.stringMatching(/^element \d+ of the part is out of order$/),
      retryable: true,
    });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('fails for good where chunks that were said to be in the exchange are not there', async () => {
    const { bus, plan, state, again } = await sortThatWasDone();
    const admin = await bus.admin();
    const { exchange } = sortTopics(plan.id);
    await admin.deleteTopic(exchange);
    const made = sortTopicCatalogue(plan.id, { topicPrefix: '', replication: 1, partitions: plan.partitions });
    for (const topic of made.filter(({ name }) => name === exchange)) await admin.ensureTopic(topic);
    expect(await doUnit(await workshop(bus, plan, spillIn(folder)), state, again)).toEqual({
      kind: 'failed',
      unit: again.unit,
      try: 'again',
      code: 'CHUNKS_MISSING',
      message: expect.stringMatching(/^\d+ chunks that were written are no longer there: partition \d ends at 0$/),
      retryable: false,
    });
  });
});

describe('sampling a topic', () => {
  it('fails for good where records were deleted that were there when the sort was asked for', async () => {
    const bus = memoryBrokers().open();
    const admin = await bus.admin();
    await admin.ensureTopic({ name: 'orders', partitions: 1, replication: 1 });
    const share = { from: 'topic', topic: 'orders', partition: 0, start: '0', end: '5' } as const;
    const plan = planOf({ shares: [share] });
    await askForSort(bus, plan);
    // A reader that does not wait, so that the minute for which it waits for open transactions is soon over.
    const hasty: Bus = {
      ...bus,
      async reader(topic) {
        const reader = await bus.reader(topic);
        return { fetch: (wanted) => reader.fetch({ ...wanted, maxWaitMs: 0 }), close: () => reader.close() };
      },
    };
    const state = await readSort(bus, plan.id);
    const own: UnitTry = {
      id: 'own',
      unit: 'sample r 0',
      worker: 1,
      boot: 'b',
      state: 'open',
      assignedAt: '',
      times: null,
      bytes: 0,
    };
    expect(await doUnit(await workshop(hasty, plan, spillIn(folder)), state, own)).toEqual({
      kind: 'failed',
      unit: 'sample r 0',
      try: 'own',
      code: 'CHUNKS_MISSING',
      message: 'records of orders/0 before offset 5 are no longer there',
      retryable: false,
    });
  });
});
