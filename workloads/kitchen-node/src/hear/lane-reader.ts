import {
  type Bus,
  BusError,
  type BusRecord,
  type Codec,
  type Consumer,
  deadLetterRecord,
  LONE_READER_WAIT_MS,
  laneOf,
  PoisonRecordError,
  type Producer,
  type RecordBatch,
} from '@longshore/kafka';
import type { OrderInstructions } from '@longshore/schemas';
import { type Clock, pause } from '../clock.ts';

export interface LaneReaderOptions {
  bus: Bus;
  codec: Pick<Codec, 'decode'>;
  deadLetters: Pick<Producer, 'send'>;
  clock: Clock;
  topic: string;
  kitchenId: string;
  /** Of this run of the program alone: one that was killed stays a member of its own until its session ends. */
  groupId: string;
  /** What was told, in order. Has happened when it returns. */
  onHeard: (told: readonly OrderInstructions[]) => void;
  /** It reads its lane, for the first time or again. */
  onReading: () => void;
  say: (line: string) => void;
}

const FIRST_DELAY_MS = 200;
const LONGEST_DELAY_MS = 5_000;

/**
 * Reads the kitchen's partition of the instructions, from its end as it was when the program began.
 *
 * Nothing is committed: what an instruction does is in the memory of this program and ends with it, and so does the
 * place up to which it was heard. A group that has committed nothing is gone from the broker with its last member.
 */
export class LaneReader {
  readonly #options: LaneReaderOptions;
  readonly #closed = new AbortController();
  #consumer: Consumer | null = null;
  #lane: number | null = null;
  /** What is to be heard next. */
  #next: bigint | null = null;
  #reading = false;
  #paused = false;
  #records = { heard: 0, ofOthers: 0, poisoned: 0 };

  constructor(options: LaneReaderOptions) {
    this.#options = options;
  }

  /** The partition that it reads; null while its place there is not sure, or reading is interrupted. */
  get lane(): number | null {
    return this.#reading ? this.#lane : null;
  }

  /** Records of its lane so far. */
  get records(): Readonly<{ heard: number; ofOthers: number; poisoned: number }> {
    return this.#records;
  }

  /** Connects, trying until it works or the reader is closed. */
  async start(): Promise<void> {
    const { clock, say } = this.#options;
    let delayMs = FIRST_DELAY_MS;
    while (!this.#closed.signal.aborted) {
      try {
        return await this.#connect();
      } catch (error) {
        if (!(error instanceof BusError)) throw error;
        if (delayMs === FIRST_DELAY_MS) say(`cannot read what it is told yet, and tries on: ${error.message}`);
        await pause(clock, delayMs, this.#closed.signal);
        delayMs = Math.min(delayMs * 2, LONGEST_DELAY_MS);
      }
    }
  }

  /** Hears nothing until `resume`; it comes then. */
  pause(): void {
    this.#paused = true;
    this.#consumer?.pause();
  }

  resume(): void {
    this.#paused = false;
    this.#consumer?.resume();
  }

  async close(): Promise<void> {
    this.#closed.abort();
    await this.#consumer?.close();
  }

  async #connect(): Promise<void> {
    const { bus, topic, kitchenId, groupId } = this.#options;
    const admin = await bus.admin();
    const [description] = await admin.describeTopics([topic]);
    const lane = laneOf(kitchenId, description?.partitions.length ?? 1);
    this.#next = description?.partitions.find(({ partition }) => partition === lane)?.end ?? 0n;
    this.#lane = lane;
    this.#consumer = await bus.consumer({
      groupId,
      topics: [topic],
      partitions: [lane],
      startAt: 'end',
      storedOffset: async () => this.#next,
      onBatch: (batch) => this.#hear(batch),
      onAssigned: (partitions) => {
        this.#setReading(partitions.some(({ partition }) => partition === lane));
      },
      onTrouble: (error) => this.#setReading(error === null, error),
      maxWaitMs: LONE_READER_WAIT_MS,
    });
    if (this.#paused) this.#consumer.pause();
    if (this.#closed.signal.aborted) await this.#consumer.close();
  }

  #setReading(reading: boolean, error: Error | null = null): void {
    const before = this.#reading;
    this.#reading = reading;
    if (before && !reading) this.#options.say(`hears nothing: ${error?.message ?? 'its lane was taken from it'}`);
    if (!before && reading) this.#options.onReading();
  }

  async #hear(batch: RecordBatch): Promise<void> {
    const { kitchenId, onHeard } = this.#options;
    const told: OrderInstructions[] = [];
    // Everything is read before anything is done: a batch that could not be read comes again as a whole.
    for (const record of batch.records) {
      if (record.key !== kitchenId) {
        this.#records.ofOthers += 1;
        continue;
      }
      const read = await this.#read(record);
      if (read !== null) told.push(read);
    }
    const last = batch.records.at(-1);
    if (last !== undefined) this.#next = last.offset + 1n;
    this.#records.heard += told.length;
    // After trouble with one batch nothing else says that it is over.
    this.#setReading(true);
    if (told.length > 0) onHeard(told);
  }

  async #read(record: BusRecord): Promise<OrderInstructions | null> {
    const { codec, deadLetters, kitchenId, say } = this.#options;
    try {
      return await codec.decode('OrderInstructions', record.value ?? Buffer.alloc(0));
    } catch (error) {
      if (!(error instanceof PoisonRecordError)) throw error;
      const { poison: reason, message } = error;
      await deadLetters.send([deadLetterRecord(record, { reason, message, by: `kitchen ${kitchenId}` })]);
      say(`could not read what it was told, and gave it up: ${message}`);
      this.#records.poisoned += 1;
      return null;
    }
  }
}
