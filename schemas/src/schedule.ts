import { z } from 'zod';
import { formedJobSpecSchema } from './job-spec.ts';
import { closeMatches } from './template/close-matches.ts';

/** Bounds of what a schedule may ask for. */
export const SCHEDULE_LIMITS = {
  nameLength: 63,
  cronLength: 120,
  missedRunWindowMsMin: 60_000,
  missedRunWindowMsMax: 24 * 3_600_000,
  /** How many coming times are shown. */
  nextTimes: 5,
} as const;

const FIELD_WORDS = 'minute, hour, day of the month, month, day of the week';

/** What the five fields may be written with; what they mean is judged by the control plane. */
export const cronSchema = z
  .string()
  .trim()
  .min(1, 'give a cron expression, such as 30 2 * * * (each day at 02:30)')
  .max(SCHEDULE_LIMITS.cronLength, `at most ${SCHEDULE_LIMITS.cronLength} characters`)
  .regex(
    /^[0-9A-Za-z*,/#-]+( +[0-9A-Za-z*,/#-]+)*$/,
    'a cron expression has letters, digits, "*", ",", "/", "-" and "#", with spaces between its fields',
  )
  .refine((text) => text.split(/ +/).length === 5, `a cron expression has five fields: ${FIELD_WORDS}`)
  .describe(`Five fields: ${FIELD_WORDS}.`);

function knownZone(name: string): boolean {
  // The runtime takes offsets such as +02:00 too, which know nothing of daylight saving.
  if (!/^[A-Za-z][\w+/-]*$/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

function noSuchZone(name: string): string {
  const [close] = closeMatches(name, Intl.supportedValuesOf('timeZone'), 1);
  const example = close === undefined ? 'such as Europe/Berlin or UTC' : `did you mean ${close}?`;
  return `there is no time zone ${JSON.stringify(name)} in the IANA database: ${example}`;
}

/** The name of a time zone in the IANA database. */
export const zoneSchema = z
  .string()
  .trim()
  .min(1, 'name a time zone, such as Europe/Berlin or UTC')
  .max(64, 'at most 64 characters')
  .superRefine((name, check) => {
    if (!knownZone(name)) check.addIssue({ code: 'custom', message: noSuchZone(name) });
  })
  .describe('A time zone of the IANA database, such as Europe/Berlin.');

/** What happens when a time comes while jobs of the schedule have not ended. */
export const OVERLAP_POLICIES = ['allow', 'skip', 'replace'] as const;
export type OverlapPolicy = (typeof OVERLAP_POLICIES)[number];

const scheduleNameSchema = z
  .string()
  .trim()
  .min(1, 'give the schedule a name')
  .max(SCHEDULE_LIMITS.nameLength, `at most ${SCHEDULE_LIMITS.nameLength} characters`)
  .regex(
    /^[a-zA-Z0-9][a-zA-Z0-9._-]*$/,
    'a schedule’s name has letters, digits, ".", "_" and "-", with a letter or digit first',
  )
  .describe('Its own among all schedules; its jobs are called after it.');

const overlapSchema = z
  .enum(OVERLAP_POLICIES)
  .describe(
    'When a time comes and a job of this schedule has not ended: allow starts another beside it; skip leaves this time out; replace stops it, and starts this one when it has ended.',
  );

const missedRunWindowSchema = z
  .number()
  .int('whole milliseconds')
  .min(SCHEDULE_LIMITS.missedRunWindowMsMin, 'at least a minute')
  .max(SCHEDULE_LIMITS.missedRunWindowMsMax, 'at most a day')
  .describe('How late a time may still be started. Of several missed times only the last is.');

/** `POST /schedules`. Unknown fields are refused. */
export const scheduleInputSchema = z.strictObject({
  name: scheduleNameSchema,
  cron: cronSchema,
  zone: zoneSchema.default('UTC'),
  overlap: overlapSchema.default('skip'),
  missedRunWindowMs: missedRunWindowSchema.default(3_600_000),
  paused: z.boolean().default(false).describe('A paused schedule starts nothing by itself.'),
  job: formedJobSpecSchema.describe('What is submitted at each time.'),
});

/** `PATCH /schedules/:id`: what is given is changed, for the times to come. */
export const patchScheduleBody = z
  .strictObject({
    name: scheduleNameSchema.optional(),
    cron: cronSchema.optional(),
    zone: zoneSchema.optional(),
    overlap: overlapSchema.optional(),
    missedRunWindowMs: missedRunWindowSchema.optional(),
    paused: z.boolean().optional(),
    job: formedJobSpecSchema.optional(),
  })
  .refine((body) => Object.keys(body).length > 0, 'give at least one field that is to change');

/** `POST /schedules/preview` */
export const previewScheduleBody = z.strictObject({ cron: cronSchema, zone: zoneSchema.default('UTC') });

export type ScheduleInput = z.input<typeof scheduleInputSchema>;
export type SchedulePatch = z.input<typeof patchScheduleBody>;
