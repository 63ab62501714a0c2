import {
  type Bus,
  BusError,
  type BusRecord,
  type Consumer,
  deadLetterRecord,
  type Producer,
  type RecordBatch,
} from '@longshore/kafka';
import type { WorkType } from '@longshore/schemas';
import { type Performer, performItem } from '../perform/perform-item.ts';
import { waited } from '../waited.ts';
import { Gate } from './gate.ts';
import { PartitionProgress } from './partition-progress.ts';
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

/** How often what is done is committed. */
const COMMIT_EVERY_MS = 200;
/** Before an offer that still stands is taken up again. */
const AGAIN_MS = 200;
/** Before Kafka is asked again. */
const PAUSE_MS = 1_000;

/** Answers after which the offer still stands, though not for this worker now. */
const STANDS = new Set(['worker_stopped', 'worker_unknown']);

/**
 * Takes the offers of one type: claims, works, has the outcome recorded, and only then commits. An item that takes long
 * holds up nothing but the offset of its own partition.
 */
export class Consumption {
  readonly #options: ConsumptionOptions;
  readonly #window: Window;
  readonly #gate = new Gate();
  readonly #closing = new AbortController();
  /** By partition; begun anew with each assignment. */
  readonly #progress = new Map<number, PartitionProgress>();
  readonly #committed = new Map<number, bigint>();
  #consumer: Consumer | null = null;
  #committing: NodeJS.Timeout | null = null;

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
    if (this.#gate.isOpen) return 'consuming';
    return this.#window.held > 0 ? 'draining' : 'stopped';
  }

  async start(): Promise<void> {
    const { bus, topic, group, type, say } = this.#options;
    this.#consumer = await bus.consumer({
      groupId: group,
      topics: [topic],
      startAt: 'beginning',
      onBatch: (batch) => this.#take(batch),
      onAssigned: () => {
        this.#progress.clear();
        this.#committed.clear();
      },
      onTrouble: (error) => {
        if (!this.#closing.signal.aborted) say(error === null ? `${type}: reads on` : `${type}: ${error.message}`);
      },
    });
    if (!this.#gate.isOpen) this.#consumer.pause();
  }

  /** Takes offers again, or finishes what it holds and takes no more. The group membership stays either way. */
  want(wanted: 'started' | 'stopped'): void {
    const taking = wanted === 'started';
    if (taking === this.#gate.isOpen) return;
    this.#options.say(`${this.type}: ${taking ? 'takes items again' : 'takes nothing more'}`);
    if (taking) {
      this.#gate.open();
      this.#consumer?.resume();
    } else {
      this.#gate.shut();
      this.#consumer?.pause();
    }
  }

  /** Commits what is done and leaves the group. What is held is to be done before. */
  async close(): Promise<void> {
    const reason = new Error('the worker stops');
    this.#closing.abort(reason);
    this.#gate.closeForGood(reason);
    if (this.#committing !== null) clearTimeout(this.#committing);
    await this.#commit();
    await this.#consumer?.close();
  }

  /** Begins with each record as soon as there is room for it, and does not wait for its end. */
  async #take({ partition, records }: RecordBatch): Promise<void> {
    const progress = this.#progress.get(partition) ?? new PartitionProgress();
    this.#progress.set(partition, progress);
    for (const record of records) {
      await this.#enter();
      progress.begin(record.offset);
      void this.#deal(record).then(
        () => {
          progress.done(record.offset);
          this.#commitSoon();
        },
        (error: unknown) => {
          // Not committed: whoever has the partition next is offered it again.
          if (!this.#closing.signal.aborted) this.#options.say(`${this.type}: ${(error as Error).message}`);
        },
      );
    }
  }

  /** Waits until there is room for one more, and it may be taken. */
  async #enter(): Promise<void> {
    for (;;) {
      await this.#gate.through();
      await this.#window.enter();
      if (this.#gate.isOpen) return;
      this.#window.leave(null);
    }
  }

  /** One record to a definite answer, within the window that was entered for it. */
  async #deal(record: BusRecord): Promise<void> {
    const offer = readOffer(record, this.type);
    if (typeof offer === 'string') return this.#giveUp(record, offer).finally(() => this.#window.leave(null));
    while (!(await this.#perform(offer.itemId))) {
      await waited(AGAIN_MS, this.#closing.signal);
      await this.#enter();
    }
  }

  /** @returns whether there is a definite answer; the window was left either way */
  async #perform(itemId: string): Promise<boolean> {
    let tookMs: number | null = null;
    try {
      const performed = await performItem(this.#options.performer, { type: this.type, id: itemId });
      if (performed.kind === 'refused') return !STANDS.has(performed.code);
      tookMs = performed.tookMs;
      return true;
    } finally {
      this.#window.leave(tookMs);
    }
  }

  /** What is no offer is put aside, so that it never holds up its partition. */
  async #giveUp(record: BusRecord, message: string): Promise<void> {
    const { deadLetters, performer, say, type } = this.#options;
    say(`${type}: a record at ${record.partition}/${record.offset} goes to the dead letters: ${message}`);
    const by = `worker ${performer.workerId}`;
    const letter = deadLetterRecord(record, { reason: 'NO_OFFER', message, by });
    for (;;) {
      try {
        return await deadLetters.send([letter]);
      } catch (error) {
        if (!(error instanceof BusError && error.retryable)) throw error;
        say(`${type}: ${error.message}; tries again`);
        await waited(PAUSE_MS, this.#closing.signal);
        this.#closing.signal.throwIfAborted();
      }
    }
  }

  #commitSoon(): void {
    if (this.#closing.signal.aborted) return;
    this.#committing ??= setTimeout(() => {
      this.#committing = null;
      void this.#commit();
    }, COMMIT_EVERY_MS);
  }

  /** Never rejects: what could not be committed is offered again, and then there is nothing to do. */
  async #commit(): Promise<void> {
    const { topic, say } = this.#options;
    for (const [partition, { committable }] of this.#progress) {
      if (committable === null || this.#committed.get(partition) === committable) continue;
      try {
        await this.#consumer?.commit({ topic, partition }, committable);
        this.#committed.set(partition, committable);
      } catch (error) {
        if (!(error instanceof BusError)) throw error;
        say(`${this.type}: ${error.message}`);
        if (error.retryable) this.#commitSoon();
      }
    }
  }
}
