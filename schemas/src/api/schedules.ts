import { z } from 'zod';
import { formedJobSpecSchema } from '../job-spec.ts';
import { OVERLAP_POLICIES } from '../schedule.ts';
import { SCHEDULE_RUN_OUTCOME_NAMES } from '../schedule-states.ts';
import { JOB_STATE_NAMES } from '../states.ts';

const id = z.string().describe('UUID version 7');
const instant = z.iso.datetime().describe('ISO 8601, UTC');

/** `GET /schedules` */
export const listSchedulesQuery = z.strictObject({
  cursor: z.string().max(500).optional().describe('The `next` of the page before.'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  q: z.string().max(200).optional().describe('Part of the name, or the start of the id.'),
});

/** Answers `POST /schedules/preview`. */
export const schedulePreviewSchema = z.object({
  words: z.string().describe('The expression in words.'),
  nextTimes: z.array(instant).describe('The next five.'),
});

/** Answers `POST /schedules`. */
export const createdScheduleSchema = schedulePreviewSchema.extend({ id, name: z.string() });

/** A job of a schedule, in short. */
const scheduledJobSchema = z.object({
  id,
  name: z.string(),
  state: z.enum(JOB_STATE_NAMES),
  createdAt: instant,
  endedAt: instant.nullable(),
});

/** What became of a time, or of several times that were missed together. */
export const scheduleRunSchema = z.object({
  nominalAt: instant.describe('The time that the expression names; of several missed ones, the first.'),
  outcome: z.enum(SCHEDULE_RUN_OUTCOME_NAMES),
  count: z.number().int().describe('How many times this stands for.'),
  detail: z.string().describe('One sentence.'),
  job: scheduledJobSchema.nullable().describe('null: none was started, or it was deleted since.'),
  decidedAt: instant,
});

export const scheduleSummarySchema = z.object({
  id,
  name: z.string(),
  cron: z.string(),
  words: z.string().describe('The expression in words.'),
  zone: z.string(),
  overlap: z.enum(OVERLAP_POLICIES),
  missedRunWindowMs: z.number().int(),
  paused: z.boolean(),
  nextTimes: z.array(instant).describe('The next five; of a paused schedule, those it would have.'),
  openJobs: z.number().int().describe('Of its jobs, those that have not ended.'),
  lastJob: scheduledJobSchema.nullable(),
  createdAt: instant,
});

export const scheduleDetailSchema = scheduleSummarySchema.extend({
  job: formedJobSpecSchema.describe('What is submitted at each time.'),
  runs: z.array(scheduleRunSchema).describe('What became of the last times, the newest first.'),
});

export type CreatedSchedule = z.output<typeof createdScheduleSchema>;
export type SchedulePreview = z.output<typeof schedulePreviewSchema>;
export type ScheduleRun = z.output<typeof scheduleRunSchema>;
export type ScheduleSummary = z.output<typeof scheduleSummarySchema>;
export type ScheduleDetail = z.output<typeof scheduleDetailSchema>;
