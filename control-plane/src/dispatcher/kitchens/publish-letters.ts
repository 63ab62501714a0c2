import { type Codec, type OutgoingRecord, type Producer, topicName } from '@longshore/kafka';
import type { Letter } from '../../kitchens/turn.ts';

/** So many fit into one record with room to spare. */
const INSTRUCTIONS_MAX = 5_000;

export interface LetterPublisherOptions {
  producer: Pick<Producer, 'send'>;
  codec: Pick<Codec, 'encode'>;
  topicPrefix: string;
  /** Milliseconds since the epoch, for people. */
  wallMs: () => number;
}

/**
 * Tells kitchens what a turn decided, one record for each of them; resolves when all are acknowledged. A leader that
 * wakes up late may say old things: each order's epoch tells its kitchen, and what is done with an order that is another's
 * by then counts for nothing.
 */
export async function publishLetters(letters: Iterable<Letter>, options: LetterPublisherOptions): Promise<void> {
  const { producer, codec, topicPrefix, wallMs } = options;
  const topic = topicName('Order_Handling', topicPrefix);
  const records: OutgoingRecord[] = [];
  for (const { to, lane, instructions } of letters) {
    for (let from = 0; from < instructions.length; from += INSTRUCTIONS_MAX) {
      const some = instructions.slice(from, from + INSTRUCTIONS_MAX);
      const value = await codec.encode('OrderInstructions', { ...to, issuedAt: wallMs(), instructions: some });
      records.push({ topic, partition: lane, key: to.kitchenId, value, headers: { kitchenId: to.kitchenId } });
    }
  }
  if (records.length > 0) await producer.send(records);
}
