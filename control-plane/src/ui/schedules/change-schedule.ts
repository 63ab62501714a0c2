import {
  createdScheduleSchema,
  type ScheduleInput,
  type SchedulePatch,
  scheduleDetailSchema,
} from '@longshore/schemas';
import { z } from 'zod';
import { request } from '../api/request.ts';
import { deletedSchedules } from '../api/schedule-queries.ts';

const submitted = z.looseObject({ id: z.string(), name: z.string() });
const pathOf = (id: string) => `/schedules/${encodeURIComponent(id)}` as const;

/**
 * Makes a schedule.
 *
 * @param idempotencyKey - the same for another try of the same submit
 */
export function createSchedule(schedule: ScheduleInput, idempotencyKey: string): Promise<{ id: string }> {
  return request('/schedules', createdScheduleSchema, { method: 'POST', body: schedule, idempotencyKey });
}

export function changeSchedule(id: string, change: SchedulePatch): Promise<{ id: string }> {
  return request(pathOf(id), scheduleDetailSchema, { method: 'PATCH', body: change });
}

/** Submits a job of a schedule now. */
export function runSchedule(id: string): Promise<{ id: string; name: string }> {
  return request(`${pathOf(id)}/run`, submitted, { method: 'POST', idempotencyKey: crypto.randomUUID() });
}

export async function deleteSchedule(id: string): Promise<void> {
  deletedSchedules.add(id);
  try {
    await request(pathOf(id), z.unknown(), { method: 'DELETE' });
  } catch (error) {
    deletedSchedules.delete(id);
    throw error;
  }
}
