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
import { PartitionCommits } from './partition-commits.ts';
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

/** Before an offer that still stands is taken up again. */
const AGAIN_MS = 200;
/** Before Kafka is asked again. */
const PAUSE_MS = 1_000;

/** The rest of a batch is left to be delivered again, as nothing more is taken for now: so the group can go on meanwhile. */
class LeftForLater extends Error {
  override name = 'LeftForLater';
}

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
  readonly #commits: PartitionCommits;
  #consumer: Consumer | null = null;

  constructor(options: ConsumptionOptions) {
    this.#options = options;
    this.#window = new Window(options.concurrency);
    const { topic, say } = options;
    const commit: Consumer['commit'] = async (...upTo) => this.#consumer?.commit(...upTo);
    this.#commits = new PartitionCommits({ topic, commit, say });
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
      onAssigned: () => this.#commits.reset(),
      onTrouble: (error) => {
        if (!this.#closing.signal.aborted && !(error instanceof LeftForLater))
          say(error === null ? `${type}: reads on` : `${type}: ${error.message}`);
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
    await this.#commits.close();
    await this.#consumer?.close();
  }

  /** Begins with each record as soon as there is room for it, and does not wait for its end. @throws LeftForLater */
  async #take({ partition, records }: RecordBatch): Promise<void> {
    for (const record of records) {
      if (this.#commits.hasBegun(partition, record.offset)) continue;
      await this.#window.enter();
      if (!this.#gate.isOpen) {
        this.#window.leave(null);
        throw new LeftForLater('takes nothing more for now');
      }
      const done = this.#commits.begin(partition, record.offset);
      // Without a definite answer nothing is committed: whoever has the partition next is offered it again.
      void this.#deal(record).then(done, (error: unknown) => {
        if (!this.#closing.signal.aborted) this.#options.say(`${this.type}: ${(error as Error).message}`);
      });
    }
  }

  /** Waits until there is room for one more, and it may be taken: for an offer that is in hand and still stands. */
  async #enterAgain(): Promise<void> {
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
      await this.#enterAgain();
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
}
