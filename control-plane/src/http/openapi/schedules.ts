import {
  createdScheduleSchema,
  listSchedulesQuery,
  pageOf,
  patchScheduleBody,
  previewScheduleBody,
  scheduleDetailSchema,
  scheduleInputSchema,
  schedulePreviewSchema,
  scheduleSummarySchema,
} from '@longshore/schemas';
import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { operation, submittedSchema } from './operation.ts';

/** Schedules. */
export const SCHEDULES_PATHS: ZodOpenApiPathsObject = {
  '/schedules': {
    get: operation({
      id: 'listSchedules',
      permission: 'schedules:read',
      summary: 'Schedules by name',
      tag: 'schedules',
      query: listSchedulesQuery,
      answer: pageOf(scheduleSummarySchema),
      refusals: [422, 503],
    }),
    post: operation({
      id: 'createSchedule',
      permission: 'schedules:write',
      summary: 'Make a schedule that submits a job at the times of a cron expression',
      tag: 'schedules',
      body: scheduleInputSchema,
      example: {
        name: 'nightly-people',
        cron: '30 2 * * *',
        zone: 'Europe/Berlin',
        job: { kind: 'data-generator', topic: 'people', generator: { count: 1_000 } },
      },
      creates: true,
      status: 201,
      answer: createdScheduleSchema,
      refusals: [403, 409, 422, 503],
    }),
  },
  '/schedules/preview': {
    post: operation({
      id: 'previewSchedule',
      permission: 'schedules:read',
      summary: 'What a cron expression means in a time zone: in words, and its next five times',
      tag: 'schedules',
      body: previewScheduleBody,
      example: { cron: '30 2 * * 1-5', zone: 'Europe/Berlin' },
      answer: schedulePreviewSchema,
      refusals: [422, 503],
    }),
  },
  '/schedules/{id}': {
    get: operation({
      id: 'getSchedule',
      permission: 'schedules:read',
      summary: 'A schedule with its next times and what became of its last; its name, or the start of its id, will do',
      tag: 'schedules',
      path: ['id'],
      answer: scheduleDetailSchema,
      refusals: [404, 409, 503],
    }),
    patch: operation({
      id: 'changeSchedule',
      permission: 'schedules:write',
      summary: 'Change a schedule, pause it or let it go on',
      tag: 'schedules',
      path: ['id'],
      body: patchScheduleBody,
      example: { paused: true },
      answer: scheduleDetailSchema,
      refusals: [403, 404, 409, 422, 503],
    }),
    delete: operation({
      id: 'deleteSchedule',
      permission: 'schedules:write',
      summary: 'Delete a schedule; its jobs stay',
      tag: 'schedules',
      path: ['id'],
      status: 204,
      answer: null,
      refusals: [403, 404, 409, 503],
    }),
  },
  '/schedules/{id}/run': {
    post: operation({
      id: 'runSchedule',
      permission: 'schedules:write',
      summary: 'Submit a job of a schedule now',
      tag: 'schedules',
      path: ['id'],
      creates: true,
      status: 201,
      answer: submittedSchema,
      refusals: [403, 404, 409, 422, 503],
    }),
  },
};
