import type { Producer } from '@longshore/kafka';
import type { Keeper } from '../term/keeper.ts';
import type { TermOptions } from '../term/term-options.ts';
import { lapseItems } from './lapse-items.ts';
import { WorkOffers } from './offer-items.ts';

const OFFERS_INTERVAL_MS = 1_000;
const LAPSE_INTERVAL_MS = 1_000;
const TELL_AGAIN_INTERVAL_MS = 10_000;

/** What a leader does for work items: tells topics of them, takes back what was let fall. */
export function workKeepers({ pool, config, reach }: TermOptions, producer: Producer): Keeper[] {
  const offers = new WorkOffers({ pool, producer, topicPrefix: config.topicPrefix, reach });
  return [
    { name: 'work-offers', intervalMs: OFFERS_INTERVAL_MS, woken: true, look: () => offers.look() },
    { name: 'work-lapses', intervalMs: LAPSE_INTERVAL_MS, look: () => lapseItems(pool) },
    { name: 'work-told-again', intervalMs: TELL_AGAIN_INTERVAL_MS, look: () => offers.tellAgain() },
  ];
}
