import { setTimeout as delay } from 'node:timers/promises';
import { type Bus, BusError, type PartitionReader, type PlacedWriter } from '@longshore/kafka';
import { ROOT } from '@longshore/schemas/sort';
import { printBlock } from '@longshore/sorting';
import type { ControlLog } from '../control/control-log.ts';
import { readResult } from '../exchange/read-result.ts';
import type { ReachFailpoint } from '../failpoint.ts';
import { type RetryOptions, withKafkaRetry } from '../kafka-retry.ts';
import { DeliveryError, disturbed, lastingFailure } from './delivery-error.ts';
import { OutputBatch } from './output-batch.ts';

export interface DeliveryOptions {
  bus: Bus;
  log: ControlLog;
  /** Where the result is. */
  resultTopic: string;
  retry: RetryOptions;
  nowMs: () => number;
  reach: ReachFailpoint;
}

/** Where the records of the elements begin, and under what identity they are written. */
interface Begun {
  identity: string;
  offset: bigint;
}

const PARTITION = 0;
/** The log is told so often how far it is, which is also when a coordinator sees that another leads. */
const TOLD_EVERY_MS = 1_000;
const WAIT_MS = 200;
/** Attempts in a row that found the topic as it was: then it takes nothing more of this sort. */
const VAIN_MAX = 25;
const NEWLINE = 0x0a;

/**
 * Writes a proven result to its output topic, a record for each element, from where the coordinator before has come.
 * Others may do the same at the same time: see docs/adr/0057. Returns when all is there, or another coordinator leads.
 *
 * @throws DeliveryError when the topic cannot take it
 */
export async function deliverResult(options: DeliveryOptions): Promise<void> {
  const topic = options.log.state.plan?.output?.topic ?? '';
  await using delivery = await Delivery.open(options, topic);
  for (let vain = 0; ; vain += 1) {
    const before = delivery.written;
    try {
      await delivery.attempt();
      return;
    } catch (error) {
      if (delivery.written > before) vain = 0;
      if (vain >= VAIN_MAX || !(await mayPass(options, topic, error))) throw lastingFailure(error, topic) ?? error;
      await delay(WAIT_MS, undefined, { signal: options.retry.stop });
    }
  }
}

/** Whether another attempt could go better. */
async function mayPass({ bus, resultTopic, retry }: DeliveryOptions, topic: string, error: unknown): Promise<boolean> {
  if (!(error instanceof BusError)) return false;
  // Another coordinator has written what this one was about to.
  if (error.code === 'OUT_OF_SEQUENCE') return true;
  if (error.code !== 'TOPIC_NOT_FOUND') return false;
  // Brokers that have just changed may not know of a topic for a moment: the list of all says whether it is gone.
  const topics = await withKafkaRetry('listing topics', retry, async () => (await bus.admin()).listTopics());
  const gone = [topic, resultTopic].find((name) => !topics.includes(name));
  if (gone !== undefined) throw new DeliveryError('TOPIC_DELETED', `The topic ${gone} is gone`, error);
  return true;
}

class Delivery implements AsyncDisposable {
  readonly #options: DeliveryOptions;
  readonly #topic: string;
  readonly #total: number;
  readonly #generation: number;
  readonly #writer: PlacedWriter;
  readonly #reader: PartitionReader;
  #batch = new OutputBatch();
  #written = -1;

  private constructor(options: DeliveryOptions, topic: string, writer: PlacedWriter, reader: PartitionReader) {
    const { nodes, generation } = options.log.state;
    this.#options = options;
    this.#topic = topic;
    this.#total = nodes[ROOT]?.count ?? 0;
    this.#generation = generation;
    this.#writer = writer;
    this.#reader = reader;
  }

  static async open(options: DeliveryOptions, topic: string): Promise<Delivery> {
    const writer = await options.bus.placedWriter({ topic, partition: PARTITION });
    return new Delivery(options, topic, writer, await options.bus.reader(options.resultTopic));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#writer.close();
    await this.#reader.close();
  }

  /** So many elements are on the topic, as far as is known. */
  get written(): number {
    return this.#written;
  }

  /** Writes what is not there yet, and tells the log how far it is; ends before when another coordinator leads. */
  async attempt(): Promise<void> {
    const begun = await this.#begin();
    if (begun === null) return;
    this.#written = await this.#count(begun);
    this.#batch = new OutputBatch();
    // The element before is read once more: it tells that what is there is this result, as far as it goes.
    const elements = this.#elements(Math.max(0, this.#written - 1));
    if (this.#written > 0) await this.#compareLast(begun, (await elements.next()).value ?? null);
    let toldAtMs = this.#options.nowMs();
    for await (const element of elements) {
      this.#batch.add(element);
      if (!this.#batch.isFull) continue;
      await this.#send(begun);
      if (this.#options.nowMs() - toldAtMs < TOLD_EVERY_MS) continue;
      toldAtMs = this.#options.nowMs();
      if (!(await this.#tell())) return;
    }
    await this.#send(begun);
    await this.#tell();
  }

  /** The first who says in the log where the records are to be says it for all. Null: another leads. */
  async #begin(): Promise<Begun | null> {
    const { log } = this.#options;
    await log.catchUp(0);
    if (this.#leads() && log.state.delivery?.begun === null) {
      const { start, end } = await this.#ends();
      if (start !== end) {
        const message = `${this.#topic} has ${end - start} records, which came after the sort was asked for`;
        throw new DeliveryError('OUTPUT_NOT_EMPTY', message);
      }
      const identity = await this.#retried('opening', () => this.#writer.newIdentity());
      await log.append([{ kind: 'delivering', generation: this.#generation, identity, offset: String(end) }]);
      await log.catchUp(0);
    }
    const begun = log.state.delivery?.begun ?? null;
    return begun === null || !this.#leads() ? null : { identity: begun.identity, offset: BigInt(begun.offset) };
  }

  #leads(): boolean {
    const { state } = this.#options.log;
    return state.generation === this.#generation && state.ended === null;
  }

  #retried<Value>(what: string, action: () => Promise<Value>): Promise<Value> {
    return withKafkaRetry(`${what} ${this.#topic}`, this.#options.retry, action);
  }

  #ends(): Promise<{ start: bigint; end: bigint }> {
    return this.#retried('asking for the end of', async () => {
      const [described] = await (await this.#options.bus.admin()).describeTopics([this.#topic]);
      return described?.partitions.find(({ partition }) => partition === PARTITION) ?? { start: 0n, end: 0n };
    });
  }

  /** How many elements the topic has, whoever wrote them: nobody else writes to it. */
  async #count(begun: Begun): Promise<number> {
    const written = Number((await this.#ends()).end - begun.offset);
    const told = this.#options.log.state.delivery?.count ?? 0;
    if (written >= told && written <= this.#total) return written;
    throw disturbed(this.#topic, `it has ${Math.max(0, written)} records where ${told} of ${this.#total} were written`);
  }

  async #compareLast({ offset }: Begun, element: Buffer | null): Promise<void> {
    const rank = this.#written - 1;
    const [record] = await this.#retried('reading', () =>
      this.#options.bus.read({
        topic: this.#topic,
        from: new Map([[PARTITION, offset + BigInt(rank)]]),
        limit: 1,
        deadlineMs: 10_000,
      }),
    );
    if (record?.value == null || element?.equals(record.value) !== true) {
      throw disturbed(this.#topic, `its record ${rank} is not element ${rank}`);
    }
  }

  /** Writes all that waits. */
  async #send(begun: Begun): Promise<void> {
    const { retry, reach } = this.#options;
    for (let values = this.#batch.take(); values.length > 0; values = this.#batch.take()) {
      retry.stop.throwIfAborted();
      if (!(await this.#append(begun, values))) {
        this.#batch.putBack(values);
        continue;
      }
      this.#written += values.length;
      reach('coordinator.amid-delivery');
    }
  }

  /** @returns whether the topic takes as much at once */
  async #append({ identity, offset }: Begun, values: readonly Buffer[]): Promise<boolean> {
    try {
      await this.#retried('writing to', () =>
        this.#writer.append({ identity, offset: offset + BigInt(this.#written), values }),
      );
      return true;
    } catch (error) {
      if (!(error instanceof BusError) || error.code !== 'RECORD_TOO_LARGE') throw error;
      if (values.length > 1) return false;
      const message = `Element ${this.#written} has ${values[0]?.length} bytes: more than a record of ${this.#topic} may have`;
      throw new DeliveryError('RECORD_TOO_LARGE', message, error);
    }
  }

  /** @returns whether this coordinator leads still */
  async #tell(): Promise<boolean> {
    const { log } = this.#options;
    if (this.#written > (log.state.delivery?.count ?? 0)) {
      await log.append([{ kind: 'delivered', generation: this.#generation, count: this.#written }]);
    }
    await log.catchUp(0);
    return this.#leads();
  }

  /** The elements from a rank on, each as it would stand in a file, without its line break. */
  async *#elements(from: number): AsyncGenerator<Buffer, void, undefined> {
    const { log, retry } = this.#options;
    for await (const block of readResult(this.#reader, log.state, from, retry)) {
      const text = Buffer.from(printBlock(block));
      for (let start = 0; start < text.length; ) {
        const end = text.indexOf(NEWLINE, start);
        yield text.subarray(start, end);
        start = end + 1;
      }
    }
  }
}
