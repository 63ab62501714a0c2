import {
  formedJobSpecSchema,
  newId,
  patchScheduleBody,
  type ScheduleDetail,
  scheduleInputSchema,
} from '@longshore/schemas';
import { sampleJob } from './samples.ts';

interface Reply {
  status: number;
  body: unknown;
}

/** A schedule as the control plane shows it. */
export function sampleSchedule(over: Partial<ScheduleDetail> = {}): ScheduleDetail {
  return {
    id: newId(),
    name: 'nightly',
    cron: '30 2 * * *',
    words: 'At 02:30',
    zone: 'Europe/Berlin',
    overlap: 'skip',
    missedRunWindowMs: 3_600_000,
    paused: false,
    nextTimes: ['2026-03-28T01:30:00.000Z', '2026-03-29T01:00:00.000Z'],
    openJobs: 0,
    lastJob: null,
    createdAt: '2026-03-01T12:00:00.000Z',
    job: formedJobSpecSchema.parse({ kind: 'container', image: 'tool:1' }),
    runs: [],
    ...over,
  };
}

function refused(issues: readonly { path: readonly PropertyKey[]; message: string }[]): Reply {
  const errors = issues.map(({ path, message }) => ({ path: path.join('.'), message }));
  const problem = { type: 'about:blank', title: 'Invalid request', detail: 'refused', code: 'invalid_request' };
  return { status: 422, body: { ...problem, status: 422, errors } };
}

function create(schedules: ScheduleDetail[], body: unknown): Reply {
  const parsed = scheduleInputSchema.safeParse(body);
  if (!parsed.success) return refused(parsed.error.issues);
  const schedule = sampleSchedule(parsed.data);
  schedules.push(schedule);
  const { id, name, words, nextTimes } = schedule;
  return { status: 201, body: { id, name, words, nextTimes } };
}

/** What the API answers about schedules. */
export function replyAboutSchedules(
  schedules: ScheduleDetail[],
  asked: { method: string; body: unknown },
  given: string,
  verb: string | undefined,
): Reply {
  if (given === '') {
    return asked.method === 'POST'
      ? create(schedules, asked.body)
      : { status: 200, body: { items: schedules, next: null } };
  }
  const schedule = schedules.find(({ id, name }) => name === given || id.startsWith(given));
  if (schedule === undefined) {
    const problem = { type: 'about:blank', title: 'Not found', status: 404, code: 'not_found' };
    return {
      status: 404,
      body: { ...problem, detail: `There is no schedule ${given}.`, advice: 'List the schedules.' },
    };
  }
  switch (`${asked.method} ${verb ?? ''}`) {
    case 'GET ':
      return { status: 200, body: schedule };
    case 'PATCH ':
      return { status: 200, body: Object.assign(schedule, patchScheduleBody.parse(asked.body)) };
    case 'DELETE ':
      schedules.splice(schedules.indexOf(schedule), 1);
      return { status: 204, body: '' };
    case 'POST run':
      return { status: 201, body: sampleJob({ name: `${schedule.name}-1` }) };
    default:
      throw new Error(`the fake control plane does not implement ${asked.method} /schedules/:id/${verb}`);
  }
}
