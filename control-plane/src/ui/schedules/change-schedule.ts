import type { ScheduleInput, SchedulePatch } from '@longshore/schemas';
import { request } from '../api/request.ts';
import { deletedSchedules } from '../api/schedule-queries.ts';

const pathOf = (id: string) => `/schedules/${encodeURIComponent(id)}` as const;

/**
 * Makes a schedule.
 *
 * @param idempotencyKey - the same for another try of the same submit
 */
export function createSchedule(schedule: ScheduleInput, idempotencyKey: string): Promise<{ id: string }> {
  return request('/schedules', { method: 'POST', body: schedule, idempotencyKey });
}

export function changeSchedule(id: string, change: SchedulePatch): Promise<{ id: string }> {
  return request(pathOf(id), { method: 'PATCH', body: change });
}

/** Submits a job of a schedule now. */
export function runSchedule(id: string): Promise<{ id: string; name: string }> {
  return request(`${pathOf(id)}/run`, { method: 'POST', idempotencyKey: crypto.randomUUID() });
}

export async function deleteSchedule(id: string): Promise<void> {
  deletedSchedules.add(id);
  try {
    await request(pathOf(id), { method: 'DELETE' });
  } catch (error) {
    deletedSchedules.delete(id);
    throw error;
  }
}
