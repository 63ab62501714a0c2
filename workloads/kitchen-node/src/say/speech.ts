import { BusError, type Codec, type Producer } from '@longshore/kafka';
import type { OrderReport, OrderReports } from '@longshore/schemas';
import { type Clock, pause } from '../clock.ts';

export interface SpeechOptions {
  codec: Pick<Codec, 'encode'>;
  producer: Pick<Producer, 'send'>;
  clock: Clock;
  topic: string;
  kitchenId: string;
  /** Reports that are kept until they can be said. */
  unsaidMax: number;
  say: (line: string) => void;
  /** More was to be kept than can be: nothing of it is, from here on. */
  onTooMuch: () => void;
  /** Told when there is nothing more to say. */
  onAllSaid: () => void;
  /** A mistake of the program's own. */
  onFailure: (error: unknown) => void;
}

/** Reports in one record: far below what the topic takes. */
const RECORD_MAX = 5_000;
const FIRST_DELAY_MS = 100;
const LONGEST_DELAY_MS = 2_000;

/**
 * Says what becomes of orders, in order and until Kafka has it. What happens while a record is on its way goes together
 * in the next. A record may come twice, with the same sequence; none is left out.
 */
export class Speech {
  readonly #options: SpeechOptions;
  readonly #closed = new AbortController();
  #unsaid: OrderReport[] = [];
  /** Composed, and not acknowledged yet. */
  #underWay: OrderReports | null = null;
  #bootId: string;
  #sequence = 0;
  #held = false;
  #running = false;
  #troubled = false;

  constructor(options: SpeechOptions, bootId: string) {
    this.#options = options;
    this.#bootId = bootId;
  }

  /** Reports that Kafka does not have yet. */
  get unsaid(): number {
    return this.#unsaid.length + (this.#underWay?.reports.length ?? 0);
  }

  add(reports: readonly OrderReport[]): void {
    if (reports.length === 0) return;
    if (this.unsaid + reports.length > this.#options.unsaidMax) {
      this.#options.onTooMuch();
      return;
    }
    // Not by spreading: arguments are limited in number.
    for (const report of reports) this.#unsaid.push(report);
    this.#go();
  }

  /** Keeps what is added to itself. */
  hold(): void {
    this.#held = true;
  }

  release(): void {
    this.#held = false;
    this.#go();
  }

  /** Forgets what was not said: it was of another boot, whom nobody believes any more. */
  startAnew(bootId: string): void {
    this.#unsaid = [];
    this.#underWay = null;
    this.#bootId = bootId;
    this.#sequence = 0;
  }

  close(): void {
    this.#closed.abort();
  }

  #go(): void {
    if (this.#running || this.#held || this.#closed.signal.aborted) return;
    this.#running = true;
    this.#sayAll().then(
      () => {
        this.#running = false;
        if (this.unsaid === 0) this.#options.onAllSaid();
        // Something may have been added since it looked last.
        else this.#go();
      },
      (error: unknown) => this.#options.onFailure(error),
    );
  }

  async #sayAll(): Promise<void> {
    const { clock } = this.#options;
    let delayMs = FIRST_DELAY_MS;
    while (this.unsaid > 0 && !this.#held && !this.#closed.signal.aborted) {
      this.#underWay ??= this.#compose();
      const record = this.#underWay;
      if (await this.#send(record)) {
        // Another boot may have begun meanwhile.
        if (this.#underWay === record) this.#underWay = null;
        delayMs = FIRST_DELAY_MS;
      } else {
        await pause(clock, delayMs, this.#closed.signal);
        delayMs = Math.min(delayMs * 2, LONGEST_DELAY_MS);
      }
    }
  }

  #compose(): OrderReports {
    const { kitchenId, clock } = this.#options;
    this.#sequence += 1;
    return {
      kitchenId,
      bootId: this.#bootId,
      sequence: this.#sequence,
      reports: this.#unsaid.splice(0, RECORD_MAX),
      occurredAt: clock.wallMs(),
    };
  }

  /** @returns whether Kafka has it */
  async #send(record: OrderReports): Promise<boolean> {
    const { codec, producer, topic, kitchenId, say } = this.#options;
    try {
      const value = await codec.encode('OrderReports', record);
      await producer.send([{ topic, key: kitchenId, value }]);
    } catch (error) {
      if (!(error instanceof BusError)) throw error;
      if (!this.#troubled) say(`cannot say what becomes of orders, and keeps it: ${error.message}`);
      this.#troubled = true;
      return false;
    }
    if (this.#troubled) say('says again what becomes of orders');
    this.#troubled = false;
    return true;
  }
}
