import {
  type CreatedSchedule,
  createdScheduleSchema,
  newId,
  pageOf,
  type ScheduleDetail,
  type ScheduleInput,
  type SchedulePatch,
  type ScheduleSummary,
  scheduleDetailSchema,
  scheduleSummarySchema,
} from '@longshore/schemas';
import { z } from 'zod';
import type { ApiClient } from './api-client.ts';
import type { Page } from './jobs.ts';

const schedulePage = pageOf(scheduleSummarySchema);
const submittedSchema = z.object({ id: z.string() });
const pathOf = (schedule: string) => `/schedules/${encodeURIComponent(schedule)}`;

export function listSchedules(
  api: ApiClient,
  query: { q?: string | undefined; limit?: number; cursor?: string | undefined },
): Promise<Page<ScheduleSummary>> {
  return api.ask({ path: '/schedules', query: { ...query }, answer: schedulePage });
}

export function createSchedule(api: ApiClient, schedule: ScheduleInput): Promise<CreatedSchedule> {
  return api.ask({
    method: 'POST',
    path: '/schedules',
    body: schedule,
    answer: createdScheduleSchema,
    idempotencyKey: newId(),
  });
}

/** @param schedule - its name, its id or the start of its id, as everywhere below */
export function getSchedule(api: ApiClient, schedule: string): Promise<ScheduleDetail> {
  return api.ask({ path: pathOf(schedule), answer: scheduleDetailSchema });
}

export function changeSchedule(api: ApiClient, schedule: string, change: SchedulePatch): Promise<ScheduleDetail> {
  return api.ask({ method: 'PATCH', path: pathOf(schedule), body: change, answer: scheduleDetailSchema });
}

export function runSchedule(api: ApiClient, schedule: string): Promise<{ id: string }> {
  return api.ask({
    method: 'POST',
    path: `${pathOf(schedule)}/run`,
    answer: submittedSchema,
    idempotencyKey: newId(),
  });
}

export async function deleteSchedule(api: ApiClient, schedule: string): Promise<void> {
  await api.ask({ method: 'DELETE', path: pathOf(schedule), answer: null });
}
