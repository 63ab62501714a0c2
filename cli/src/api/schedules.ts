import {
  type ApiQuery,
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

export function listSchedules(api: ApiClient, query: ApiQuery<'GET /schedules'>): Promise<Page<ScheduleSummary>> {
  return api.ask('GET /schedules', { query, answer: schedulePage });
}

export function createSchedule(api: ApiClient, schedule: ScheduleInput): Promise<CreatedSchedule> {
  return api.ask('POST /schedules', {
    body: schedule,
    answer: createdScheduleSchema,
    idempotencyKey: newId(),
  });
}

/** @param schedule - its name, its id or the start of its id, as everywhere below */
export function getSchedule(api: ApiClient, schedule: string): Promise<ScheduleDetail> {
  return api.ask('GET /schedules/{id}', { path: { id: schedule }, answer: scheduleDetailSchema });
}

export function changeSchedule(api: ApiClient, schedule: string, change: SchedulePatch): Promise<ScheduleDetail> {
  return api.ask('PATCH /schedules/{id}', { path: { id: schedule }, body: change, answer: scheduleDetailSchema });
}

export function runSchedule(api: ApiClient, schedule: string): Promise<{ id: string }> {
  return api.ask('POST /schedules/{id}/run', {
    path: { id: schedule },
    answer: submittedSchema,
    idempotencyKey: newId(),
  });
}

export async function deleteSchedule(api: ApiClient, schedule: string): Promise<void> {
  await api.ask('DELETE /schedules/{id}', { path: { id: schedule }, answer: null });
}
