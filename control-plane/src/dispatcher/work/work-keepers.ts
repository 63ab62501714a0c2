import type { Producer } from '@longshore/kafka';
import type { Decider } from '../deciding-transaction.ts';
import type { Keeper } from '../term/keeper.ts';
import type { TermOptions } from '../term/term-options.ts';
import { forgetItems } from './forget-items.ts';
import { lapseItems } from './lapse-items.ts';
import { WorkOffers } from './offer-items.ts';
import { QueueScaler } from './scale-queues.ts';

const OFFERS_INTERVAL_MS = 1_000;
const LAPSE_INTERVAL_MS = 1_000;
const TELL_AGAIN_INTERVAL_MS = 10_000;
const SCALE_INTERVAL_MS = 2_000;
const FORGET_INTERVAL_MS = 60_000;

/** What a leader does for work items: tells topics of them, takes back what was let fall, sees to workers. */
export function workKeepers(term: TermOptions, decider: Decider, producer: Producer): Keeper[] {
  const { pool, config, reach, log } = term;
  const offers = new WorkOffers({ pool, producer, topicPrefix: config.topicPrefix, reach });
  const ready = config.secretKeys.length > 0;
  const scaler = new QueueScaler({ pool, decider, worker: config.worker, ready, log });
  return [
    { name: 'work-offers', intervalMs: OFFERS_INTERVAL_MS, woken: true, look: () => offers.look() },
    { name: 'work-lapses', intervalMs: LAPSE_INTERVAL_MS, look: () => lapseItems(pool) },
    { name: 'work-told-again', intervalMs: TELL_AGAIN_INTERVAL_MS, look: () => offers.tellAgain() },
    { name: 'work-scaling', intervalMs: SCALE_INTERVAL_MS, look: () => scaler.look() },
    { name: 'work-forgotten', intervalMs: FORGET_INTERVAL_MS, look: () => forgetItems(pool, config.jobRetentionDays) },
  ];
}
