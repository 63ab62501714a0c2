import type { KitchenStatus } from '@longshore/schemas';
import type { KitchenConfig } from '../config.ts';
import type { Kitchen } from '../cook/kitchen.ts';

/** A kitchen's word on itself. */
export function statusOf(
  { kitchen: plan, jobId, attemptId, agentId }: Readonly<KitchenConfig>,
  kitchen: Kitchen,
  said: Pick<KitchenStatus, 'sequence' | 'lane' | 'occurredAt'>,
): KitchenStatus {
  return {
    ...said,
    kitchenId: plan.id,
    bootId: kitchen.bootId,
    jobId,
    attemptId,
    agentId,
    name: plan.name,
    latitude: plan.location.latitude,
    longitude: plan.location.longitude,
    capacity: plan.capacity,
    railMax: plan.railMax,
    specialties: [...plan.specialties],
    clockFactor: plan.clockFactor,
    closing: kitchen.closing,
    cooking: kitchen.cooking,
    waiting: kitchen.waiting,
    cooked: kitchen.cooked,
    averageCookMs: kitchen.averageCookMs,
  };
}
