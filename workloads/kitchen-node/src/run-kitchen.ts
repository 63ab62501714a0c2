import { type Bus, type Codec, type Producer, topicName } from '@longshore/kafka';
import { newId } from '@longshore/schemas';
import type { Clock } from './clock.ts';
import type { KitchenConfig } from './config.ts';
import { Finish } from './cook/finish.ts';
import { Kitchen } from './cook/kitchen.ts';
import { Service } from './cook/service.ts';
import { LaneReader } from './hear/lane-reader.ts';
import { createMetrics, type KitchenMetrics } from './http/metrics.ts';
import { ProgressLines } from './say/progress-lines.ts';
import { Speech } from './say/speech.ts';
import { statusOf } from './say/status-of.ts';
import { StatusPulse } from './say/status-pulse.ts';
import { Trials } from './upset/trials.ts';
import type { Upsets } from './upset/upsets.ts';

export interface KitchenParts {
  config: Readonly<KitchenConfig>;
  bus: Bus;
  codec: Codec;
  producer: Producer;
  clock: Clock;
  upsets: Upsets;
  say: (line: string) => void;
  writeProgress: (line: string) => void;
}

/** What became of a kitchen that was closed. */
export interface Closed {
  cooked: number;
  /** Dishes that were being cooked when the time was up: nobody has them. */
  unfinished: number;
}

/** Of its room: more reports than that are never owed while the balancer is heard. */
const UNSAID_FOR_EACH_ROOM = 4;
const UNSAID_LEAST = 10_000;
/** What was on its way while it closed is given back still. */
const LINGER_MS = 1_000;
/** Kept of the time to close, for the last words. */
const LAST_WORDS_MS = 1_500;

/** A kitchen from its opening until it is closed. */
export class KitchenRun {
  readonly metrics: KitchenMetrics;
  readonly #parts: KitchenParts;
  readonly #kitchen: Kitchen;
  readonly #speech: Speech;
  readonly #reader: LaneReader;
  readonly #pulse: StatusPulse;
  readonly #progress: ProgressLines;
  readonly #service: Service;
  readonly #finish: Finish;
  readonly #failed = Promise.withResolvers<never>();
  #sequence = 0;
  #registered = false;

  constructor(parts: KitchenParts) {
    const { config, codec, producer, clock, upsets, say } = parts;
    const { kitchen: plan, topicPrefix } = config;
    const bootId = newId();
    const onFailure = (error: unknown): void => this.#failed.reject(error);
    // Nobody may be waiting for it when it comes.
    this.#failed.promise.catch(() => undefined);
    this.#parts = parts;
    this.#kitchen = new Kitchen(plan, bootId);
    this.#finish = new Finish(clock, () => this.#kitchen.cooking === 0 && this.#speech.unsaid === 0);
    this.#progress = new ProgressLines(clock, parts.writeProgress);
    this.#speech = new Speech(
      {
        codec,
        producer,
        clock,
        topic: topicName('Order_Status', topicPrefix),
        kitchenId: plan.id,
        unsaidMax: UNSAID_LEAST + UNSAID_FOR_EACH_ROOM * (plan.capacity + plan.railMax),
        say,
        onTooMuch: () => this.#service.startAnew('more was to be said than can be kept'),
        onAllSaid: () => this.#finish.look(),
        onFailure,
      },
      bootId,
    );
    this.#reader = this.#laneReader(bootId);
    this.metrics = createMetrics({ plan, kitchen: this.#kitchen, speech: this.#speech, reader: this.#reader });
    const trials = new Trials({
      clock,
      upsets,
      say,
      onUpset: (upset) => this.metrics.upsets.inc({ upset }),
      onCutOff: () => {
        this.#reader.pause();
        this.#speech.hold();
      },
      onReached: () => {
        this.#speech.release();
        this.#reader.resume();
        void this.#pulse.now();
      },
    });
    this.#pulse = new StatusPulse({
      clock,
      everyMs: config.statusMs,
      send: () => this.#sendStatus(),
      // One that hears nothing would be given orders that it never gets.
      mayBeSaid: () => !trials.cutOff && this.#reader.lane !== null,
      say,
      onFailure,
    });
    this.#service = new Service({
      clock,
      kitchen: this.#kitchen,
      speech: this.#speech,
      trials,
      progress: this.#progress,
      metrics: this.metrics,
      say,
      onTurn: () => this.#finish.look(),
      onBoot: () => {
        this.#sequence = 0;
        void this.#pulse.now();
      },
    });
  }

  /** Why it takes no orders; empty: it does. */
  notReadyBecause(): string[] {
    return [
      ...(this.#reader.lane === null ? ['it does not read what it is told'] : []),
      ...(this.#registered ? [] : ['it has not registered']),
      ...(this.#kitchen.closing ? ['it closes'] : []),
    ];
  }

  /** Opens, cooks until told to stop, and closes. */
  async run(stop: AbortSignal): Promise<Closed> {
    const stopped = new Promise<void>((resolve) => {
      if (stop.aborted) resolve();
      else stop.addEventListener('abort', () => resolve(), { once: true });
    });
    try {
      this.#reader.start().catch((error: unknown) => this.#failed.reject(error));
      this.#pulse.start();
      await Promise.race([stopped, this.#failed.promise]);
      return await Promise.race([this.#close(), this.#failed.promise]);
    } finally {
      this.#service.stop();
      this.#pulse.stop();
      this.#speech.close();
      await this.#reader.close();
    }
  }

  #laneReader(bootId: string): LaneReader {
    const { config, bus, codec, producer, clock, say } = this.#parts;
    const { kitchen: plan, topicPrefix } = config;
    return new LaneReader({
      bus,
      codec,
      deadLetters: producer,
      clock,
      topic: topicName('Order_Handling', topicPrefix),
      kitchenId: plan.id,
      groupId: `${topicPrefix}longshore-kitchen-${plan.id}.${bootId}`,
      onHeard: (told) => this.#service.hear(told),
      onReading: () => void this.#pulse.now(),
      say,
    });
  }

  async #sendStatus(): Promise<void> {
    const { config, codec, producer, clock } = this.#parts;
    const { lane } = this.#reader;
    if (lane === null) return;
    this.#sequence += 1;
    const status = statusOf(config, this.#kitchen, { sequence: this.#sequence, lane, occurredAt: clock.wallMs() });
    const value = await codec.encode('KitchenStatus', status);
    await producer.send([{ topic: topicName('Kitchen_Status', config.topicPrefix), key: config.kitchen.id, value }]);
    this.#registered = true;
  }

  /** Gives back what has not begun, finishes what cooks, and has it all said, as far as the time goes. */
  async #close(): Promise<Closed> {
    const { config, say } = this.#parts;
    const { graceMs } = config;
    const kitchen = this.#kitchen;
    this.#service.close();
    // One that never registered has nothing to give back to anybody.
    if (!this.#registered) return { cooked: 0, unfinished: 0 };
    say(`closes: ${kitchen.cooking} dishes are being cooked`);
    await Promise.race([this.#pulse.now(), this.#waited(graceMs / 4)]);
    await this.#finish.wait(Math.min(LINGER_MS, graceMs / 4), Math.max(0, (graceMs * 3) / 4 - LAST_WORDS_MS));
    await Promise.race([this.#pulse.now(), this.#waited(LAST_WORDS_MS / 2)]);
    this.#progress.finish(kitchen.cooked);
    return { cooked: kitchen.cooked, unfinished: kitchen.cooking };
  }

  #waited(ms: number): Promise<void> {
    return new Promise((resolve) => this.#parts.clock.after(ms, resolve));
  }
}
