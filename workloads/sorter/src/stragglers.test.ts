import { type Bus, type OutgoingRecord, sortTopics } from '@longshore/kafka';
import {
  CONTROL_PARTITIONS,
  type ControlRecord,
  parseControlRecord,
  readChunkHeaders,
  type SortState,
} from '@longshore/schemas/sort';
import { concatBlocks, generateBlock, sortBlock } from '@longshore/sorting';
import { describe, expect, it } from 'vitest';
import { memoryBrokers } from '../../../test/fakes/memory-bus.ts';
import {
  askForSort,
  generatedShares,
  planOf,
  playRole,
  readResult,
  readSort,
} from '../../../test/fakes/sorts/play-sort.ts';

const COUNT = 20_000;
const SETTINGS = {
  SORT_MEMORY_BYTES: String(1024 * 1024),
  SORT_CHUNK_BYTES: '4096',
  SORT_SLOW_AFTER_MS: '100',
  // Longer than the test may take: nobody is ever taken for silent.
  SORT_SILENT_AFTER_MS: '600000',
};

/** A bus whose producers wait before they send a record of the log, where they are told to, and tell when it was sent. */
function busThat(
  bus: Bus,
  hold: (record: ControlRecord) => Promise<void> | null,
  sent?: (one: ControlRecord) => void,
): Bus {
  const logged = ({ topic, partition, value }: OutgoingRecord): ControlRecord | null =>
    topic.endsWith('.control') && partition === CONTROL_PARTITIONS.log
      ? parseControlRecord(value?.toString() ?? null)
      : null;
  return {
    ...bus,
    async producer(options) {
      const producer = await bus.producer(options);
      return {
        async send(records) {
          const own = records.map(logged).filter((record) => record !== null);
          for (const record of own) await hold(record);
          await producer.send(records);
          for (const record of own) sent?.(record);
        },
        close: () => producer.close(),
      };
    },
  };
}

/** A sort of which sorter 1 tells its first result of a kind only when another's has been accepted in its place. */
async function sortWithStraggler(kind: 'sampled' | 'parted' | 'sorted') {
  const bus = memoryBrokers().open();
  const plan = planOf({ shares: generatedShares('zipf', COUNT, 6), parts: 6 });
  await askForSort(bus, plan);
  const cameLate = Promise.withResolvers<void>();
  let held: string | null = null;
  const untilBeaten = async (unit: string): Promise<void> => {
    await expect
      .poll(async () => (await readSort(bus, plan.id)).units[unit]?.acceptedTry, { timeout: 20_000 })
      .not.toBeNull();
  };
  const slowly = busThat(
    bus,
    (record) => {
      if (record.kind !== kind || held !== null) return null;
      held = record.try;
      return untilBeaten(record.unit);
    },
    (record) => {
      if ('try' in record && record.try === held) cameLate.resolve();
    },
  );
  // What comes after the end is not heard any more: the sort is to end when the straggler has told its result.
  const patiently = busThat(bus, ({ kind: what }) => (what === 'ended' ? cameLate.promise : null));
  const stop = new AbortController();
  const roles = [patiently, slowly, bus, bus].map((its, index) => playRole(its, plan, index, SETTINGS, stop.signal));
  // Where one fails the others would wait for it for ever.
  const outcomes = await Promise.all(roles).finally(() => stop.abort());
  const state = await readSort(bus, plan.id);
  return { bus, outcomes, state, late: held === null ? undefined : state.tries[held] };
}

/** Who has written chunks to a topic of the sort. */
async function writersOn(bus: Bus, state: SortState, topic: 'exchange' | 'result'): Promise<Set<string>> {
  const from = new Map(Array.from({ length: state.plan?.partitions ?? 0 }, (_, partition) => [partition, 0n] as const));
  const name = sortTopics(state.plan?.id ?? '')[topic];
  const records = await bus.read({ topic: name, from, limit: 1_000_000, deadlineMs: 10_000 });
  return new Set(records.map(({ headers }) => readChunkHeaders(headers)?.writer ?? ''));
}

describe('a try that is slow, though its sorter is heard', () => {
  it.each([
    ['sampled', null],
    ['parted', 'exchange'],
    ['sorted', 'result'],
  ] as const)('is made by another too, and when it is told as well nothing of it counts: %s', async (kind, topic) => {
    const { bus, outcomes, state, late } = await sortWithStraggler(kind);
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(outcomes.map(() => 'completed'));
    expect(late).toMatchObject({ worker: 1, state: 'late', times: expect.anything() });
    const winner = state.tries[state.units[late?.unit ?? '']?.acceptedTry ?? ''];
    expect(winner).toMatchObject({ state: 'accepted' });
    expect(winner?.worker).not.toBe(1);
    if (topic !== null) {
      const writers = await writersOn(bus, state, topic);
      expect([writers.has(late?.id ?? ''), writers.has(winner?.id ?? '')], 'both have written').toEqual([true, true]);
    }
    const input = generateBlock(
      { distribution: 'zipf', seed: 7, count: COUNT },
      state.plan?.order ?? never(),
      0,
      COUNT,
    );
    expect(concatBlocks(await readResult(bus, state))).toEqual(sortBlock(input, state.plan?.order ?? never()));
  });
});

function never(): never {
  throw new Error('nobody has asked for this sort');
}
