import type { PlannedShare } from '@longshore/schemas/sort';
import { type Block, parseBlock, SortError } from '@longshore/sorting';
import { ChunksMissingError } from '../exchange/read-chunks.ts';
import { withKafkaRetry } from '../kafka-retry.ts';
import type { Stopwatch, Workshop } from './workshop.ts';

const FETCH_BYTES = 4 * 1024 * 1024;
const WAIT_MS = 500;
/** How long a transaction may hide records: brokers end it sooner unless they are set otherwise. */
const TRANSACTION_MS = 60_000;
const NEWLINE = Buffer.from('\n');

/**
 * The records of a stretch of somebody's topic, each an element: its value is a number in decimals, or a line.
 *
 * @throws SortError naming the record that is none; ChunksMissingError when records were deleted meanwhile
 */
export async function* readTopicShare(
  shop: Workshop,
  share: Extract<PlannedShare, { from: 'topic' }>,
  watch: Stopwatch,
): AsyncGenerator<Block, void, undefined> {
  const { topic, partition } = share;
  const end = BigInt(share.end);
  const reader = await shop.bus.reader(topic);
  try {
    let inVainMs = 0;
    for (let offset = BigInt(share.start); offset < end; ) {
      shop.retry.stop.throwIfAborted();
      const from = offset;
      const fetched = await withKafkaRetry(`reading ${topic}`, shop.retry, () =>
        reader.fetch({ partition, offset: from, maxBytes: FETCH_BYTES, maxWaitMs: WAIT_MS }),
      );
      if (fetched.next === from && inVainMs < TRANSACTION_MS) {
        // Somebody's transaction that is not decided yet hides what follows.
        inVainMs += WAIT_MS;
        continue;
      }
      if (fetched.next === from) {
        throw new ChunksMissingError(`records of ${topic}/${partition} before offset ${end} are no longer there`);
      }
      const values = fetched.records
        .filter((record) => record.offset < end)
        .map(({ value }) => value ?? Buffer.alloc(0));
      watch.bytesIn += values.reduce((sum, value) => sum + value.length, 0);
      yield located(
        () => parseBlock(asLines(values, topic), shop.plan.order),
        `${topic}/${partition} from offset ${from}`,
      );
      offset = fetched.next;
    }
  } finally {
    await reader.close();
  }
}

function asLines(values: readonly Buffer[], topic: string): Uint8Array {
  for (const value of values) {
    if (value.includes(NEWLINE))
      throw new SortError('bad_record', `a record of ${topic} has more than one line: an element is one`);
  }
  return Buffer.concat(values.flatMap((value) => [value, NEWLINE]));
}

function located(parse: () => Block, where: string): Block {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof SortError)) throw error;
    throw new SortError(error.code, `${where}, record ${error.line ?? 1}: ${error.what}`, undefined, error);
  }
}
