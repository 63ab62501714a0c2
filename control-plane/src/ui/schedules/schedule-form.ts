import {
  type OverlapPolicy,
  SCHEDULE_LIMITS,
  type ScheduleDetail,
  type ScheduleInput,
  scheduleInputSchema,
} from '@longshore/schemas';

/** What stands in the fields about times, in the units that people think in. An empty field is ''. */
export interface ScheduleForm {
  name: string;
  cron: string;
  zone: string;
  overlap: OverlapPolicy;
  missedMinutes: number | '';
}

const minuteMs = 60_000;
const defaults = scheduleInputSchema.omit({ job: true, name: true, cron: true }).parse({});

/** A form with nothing in it but defaults. */
export function emptySchedule(zone: string): ScheduleForm {
  return {
    name: '',
    cron: '',
    zone,
    overlap: defaults.overlap,
    missedMinutes: defaults.missedRunWindowMs / minuteMs,
  };
}

/** The form that stands for a schedule, for changing it. */
export function formOfSchedule(schedule: ScheduleDetail): ScheduleForm {
  const { name, cron, zone, overlap, missedRunWindowMs } = schedule;
  return { name, cron, zone, overlap, missedMinutes: missedRunWindowMs / minuteMs };
}

/** A schedule's name that is like a job's. */
export function nameLike(jobName: string): string {
  return jobName
    .replaceAll(/[^a-zA-Z0-9._-]+/g, '-')
    .replace(/^[^a-zA-Z0-9]+/, '')
    .slice(0, SCHEDULE_LIMITS.nameLength);
}

/** What is sent for a form, with the job that it submits. */
export function toSchedule(form: ScheduleForm, job: ScheduleInput['job']): ScheduleInput {
  return {
    name: form.name.trim(),
    cron: form.cron.trim(),
    zone: form.zone,
    overlap: form.overlap,
    ...(form.missedMinutes === '' ? {} : { missedRunWindowMs: Math.round(form.missedMinutes * minuteMs) }),
    job,
  };
}

const FIELDS: Readonly<Record<string, keyof ScheduleForm>> = {
  name: 'name',
  cron: 'cron',
  zone: 'zone',
  overlap: 'overlap',
  missedRunWindowMs: 'missedMinutes',
};

/** What the server found wrong, apart by form: about the times, and about the job. */
export function splitErrors(errors: ReadonlyArray<{ path: string; message: string }>): {
  schedule: Partial<Record<keyof ScheduleForm, string>>;
  job: { path: string; message: string }[];
} {
  const schedule: Partial<Record<keyof ScheduleForm, string>> = {};
  const job: { path: string; message: string }[] = [];
  for (const { path, message } of errors) {
    const field = FIELDS[path];
    if (field === undefined) job.push({ path: path.replace(/^job\.?/, ''), message });
    else schedule[field] ??= message;
  }
  return { schedule, job };
}

const timesSchema = scheduleInputSchema.omit({ job: true });

/** Checks the fields about times by the schema that the server checks with. */
export function validateSchedule(form: ScheduleForm): Partial<Record<keyof ScheduleForm, string>> {
  const { job: _, ...times } = toSchedule(form, { kind: 'container', image: 'x' });
  const parsed = timesSchema.safeParse(times);
  if (parsed.success) return {};
  return splitErrors(parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }))).schedule;
}
