import type { Bus, BusRecord, Consumer, Producer, RecordBatch } from '@longshore/kafka';
import { BusError, deadLetterRecord } from '@longshore/kafka';
import type { WorkType } from '@longshore/schemas';
import { type Performer, performItem } from '../perform/perform-item.ts';
import { BatchProgress } from './batch-progress.ts';
import { readOffer } from './read-offer.ts';
import { Window } from './window.ts';

export interface ConsumptionOptions {
  type: WorkType;
  concurrency: number;
  topic: string;
  group: string;
  bus: Bus;
  deadLetters: Pick<Producer, 'send'>;
  performer: Performer;
  say: (line: string) => void;
}

/** How often what is done is committed while a batch goes on. */
const COMMIT_EVERY_MS = 500;

/** Records are left for later: the worker takes nothing more of the type for now, or is not registered. */
class LeftForLater extends Error {
  override name = 'LeftForLater';
}

/** Answers after which the offer still stands, though not for this worker now. */
const STANDS = new Set(['worker_stopped', 'worker_unknown']);

/** Takes the offers of one type: claims, works, has the outcome recorded, and only then commits. */
export class Consumption {
  readonly #options: ConsumptionOptions;
  readonly #window: Window;
  /** Below which records of a partition are done, though their batch may be delivered again. */
  readonly #doneBelow = new Map<number, bigint>();
  #consumer: Consumer | null = null;
  #taking = true;

  constructor(options: ConsumptionOptions) {
    this.#options = options;
    this.#window = new Window(options.concurrency);
  }

  get type(): WorkType {
    return this.#options.type;
  }

  get concurrency(): number {
    return this.#options.concurrency;
  }

  get observed(): 'consuming' | 'draining' | 'stopped' {
    if (this.#taking) return 'consuming';
    return this.#window.held > 0 ? 'draining' : 'stopped';
  }

  async start(): Promise<void> {
    const { bus, topic, group, type, say } = this.#options;
    this.#consumer = await bus.consumer({
      groupId: group,
      topics: [topic],
      startAt: 'beginning',
      onBatch: (batch) => this.#take(batch),
      onAssigned: () => this.#doneBelow.clear(),
      onTrouble: (error) => {
        if (error instanceof LeftForLater) return;
        say(error === null ? `${type}: reads on` : `${type}: ${error.message}`);
      },
    });
    if (!this.#taking) this.#consumer.pause();
  }

  /** Takes offers again, or finishes what it holds and takes no more. The group membership stays either way. */
  want(wanted: 'started' | 'stopped'): void {
    const taking = wanted === 'started';
    if (taking === this.#taking) return;
    this.#taking = taking;
    this.#options.say(`${this.type}: ${taking ? 'takes items again' : 'takes nothing more'}`);
    if (taking) this.#consumer?.resume();
    else this.#consumer?.pause();
  }

  /** Leaves the group. What is held is to be done before. */
  async close(): Promise<void> {
    await this.#consumer?.close();
  }

  async #take(batch: RecordBatch): Promise<void> {
    const doneBelow = this.#doneBelow.get(batch.partition) ?? 0n;
    const records = batch.records.filter(({ offset }) => offset >= doneBelow);
    const progress = new BatchProgress(records.map(({ offset }) => offset));
    const open = new Set<Promise<void>>();
    let failure: unknown = null;
    let committedAtMs = performance.now();
    for (const record of records) {
      await this.#window.enter();
      if (!this.#taking) failure ??= new LeftForLater('takes nothing more for now');
      if (failure !== null) {
        this.#window.leave(null);
        break;
      }
      const working = this.#work(record).then(
        () => progress.done(record.offset),
        (error: unknown) => {
          failure ??= error;
        },
      );
      open.add(working);
      void working.finally(() => open.delete(working));
      if (performance.now() - committedAtMs > COMMIT_EVERY_MS) {
        committedAtMs = performance.now();
        await this.#commit(batch, progress);
      }
    }
    await Promise.all(open);
    await this.#commit(batch, progress);
    if (failure !== null) throw failure;
  }

  /** One record to a definite answer, within the window that was entered for it. */
  async #work(record: BusRecord): Promise<void> {
    let tookMs: number | null = null;
    try {
      const offer = readOffer(record, this.type);
      if (typeof offer === 'string') {
        await this.#giveUp(record, offer);
        return;
      }
      const performed = await performItem(this.#options.performer, { type: this.type, id: offer.itemId });
      if (performed.kind === 'worked') tookMs = performed.tookMs;
      else if (STANDS.has(performed.code)) throw new LeftForLater(performed.detail);
    } finally {
      this.#window.leave(tookMs);
    }
  }

  /** What is no offer is put aside, and never holds up its partition. */
  async #giveUp(record: BusRecord, message: string): Promise<void> {
    const { deadLetters, performer, say, type } = this.#options;
    say(`${type}: a record at ${record.partition}/${record.offset} goes to the dead letters: ${message}`);
    const by = `worker ${performer.workerId}`;
    await deadLetters.send([deadLetterRecord(record, { reason: 'NO_OFFER', message, by })]);
  }

  async #commit({ topic, partition }: RecordBatch, progress: BatchProgress): Promise<void> {
    const { committable } = progress;
    if (committable === null) return;
    this.#doneBelow.set(partition, committable);
    try {
      await this.#consumer?.commit({ topic, partition }, committable);
    } catch (error) {
      // Whoever has the partition now is offered the records again, and is told that there is nothing to do.
      if (!(error instanceof BusError && error.retryable)) throw error;
      this.#options.say(`${this.type}: ${error.message}`);
    }
  }
}
