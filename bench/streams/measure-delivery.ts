import { setTimeout as delay } from 'node:timers/promises';
import type { StreamCrowd } from './stream-crowd.ts';

export interface DeliveryMeasurement {
  crowd: Pick<StreamCrowd, 'listen' | 'size' | 'refuseIfLost'>;
  /** Makes a change that every stream is to hear of. */
  change: () => Promise<void>;
  changes: number;
  /** Between one change that all have heard of and the next. */
  pauseMs: number;
  /** Nothing may be heard for so long before the first one. */
  quietMs: number;
  /** Longest that all may take to hear of one. @default 10000 */
  deadlineMs?: number;
  signal: AbortSignal;
}

/** What was heard of changes. */
export interface Delivery {
  /** From just before the change was made until a stream's client had the event, of every stream and change. */
  latenciesMs: number[];
  /** Events that were expected and did not come in time. */
  missing: number;
}

/** Makes one change after another, and notes when each stream hears of it. */
export async function measureDelivery(measurement: DeliveryMeasurement): Promise<Delivery> {
  const { crowd, change, changes, pauseMs, quietMs, deadlineMs = 10_000, signal } = measurement;
  await untilQuiet(crowd, quietMs, signal);
  const latenciesMs: number[] = [];
  let missing = 0;
  for (let made = 0; made < changes; made += 1) {
    const heard = new Map<number, number>();
    const all = Promise.withResolvers<void>();
    // One that hears of it twice, as it may by the periodic look, has heard of it the first time.
    crowd.listen((stream, atMs) => {
      if (!heard.has(stream)) heard.set(stream, atMs);
      if (heard.size === crowd.size) all.resolve();
    });
    const beganAtMs = performance.now();
    await change();
    const late = delay(deadlineMs, undefined, { ref: false });
    await Promise.race([all.promise, late]);
    crowd.refuseIfLost();
    for (const atMs of heard.values()) latenciesMs.push(atMs - beganAtMs);
    missing += crowd.size - heard.size;
    await delay(pauseMs, undefined, { signal });
  }
  crowd.listen(() => undefined);
  return { latenciesMs, missing };
}

/** Waits until no stream has heard of anything for a while. */
async function untilQuiet(crowd: DeliveryMeasurement['crowd'], quietMs: number, signal: AbortSignal): Promise<void> {
  let heardAtMs = performance.now();
  const most = heardAtMs + 20 * quietMs;
  crowd.listen((_stream, atMs) => {
    heardAtMs = atMs;
  });
  while (performance.now() - heardAtMs < quietMs) {
    if (performance.now() > most) throw new Error('The streams tell of changes that nobody made');
    await delay(Math.min(50, quietMs), undefined, { signal });
  }
}
