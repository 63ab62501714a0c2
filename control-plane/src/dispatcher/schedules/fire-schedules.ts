import { newId, type OverlapPolicy } from '@longshore/schemas';
import { storedSpec } from '../../database/stored-spec.ts';
import { toJson } from '../../database/to-json.ts';
import { writeJob } from '../../database/write-job.ts';
import { decideRun, type RunDecision } from '../../schedule/decide/decide-run.ts';
import { scheduledJobName } from '../../schedule/scheduled-job-name.ts';
import { CronError, readTimetable } from '../../schedule/timetable.ts';
import type { Decision } from '../deciding-transaction.ts';

/** Most schedules that one transaction decides about: the rest follow at once in the next. */
const SCHEDULES_AT_ONCE = 50;

const DUE = `
SELECT s.id, s.name, s.cron, s.zone, s.spec, s.overlap, s.missed_run_window_ms AS "missedRunWindowMs",
       (extract(epoch FROM s.decided_until) * 1000)::float8 AS "decidedUntilMs",
       floor(extract(epoch FROM now()) * 1000)::float8 AS "nowMs",
       (SELECT count(*)::int FROM job j WHERE j.schedule_id = s.id AND j.ended_at IS NULL) AS "openJobs"
FROM schedule s WHERE NOT s.paused AND s.next_at <= now()
ORDER BY s.next_at, s.id LIMIT ${SCHEDULES_AT_ONCE} FOR UPDATE OF s`;

const STOP_OPEN_JOBS = `
UPDATE job SET stop_wanted = true, stop_requested_at = now()
WHERE schedule_id = $1 AND ended_at IS NULL AND NOT stop_wanted RETURNING id`;

const WRITE_RUNS = `
INSERT INTO schedule_run (schedule_id, nominal_at, outcome, count, detail, job_id)
SELECT r."scheduleId", to_timestamp(r."nominalMs" / 1000), r.outcome, r.count, r.detail, r."jobId"
FROM jsonb_to_recordset($1::jsonb)
  AS r("scheduleId" uuid, "nominalMs" float8, outcome text, count int, detail text, "jobId" uuid)
ON CONFLICT DO NOTHING RETURNING job_id AS "jobId"`;

const WRITE_DECIDED = `
UPDATE schedule s SET decided_until = to_timestamp(d."decidedUntilMs" / 1000), next_at = to_timestamp(d."nextAtMs" / 1000)
FROM jsonb_to_recordset($1::jsonb) AS d(id uuid, "decidedUntilMs" float8, "nextAtMs" float8)
WHERE s.id = d.id`;

interface DueSchedule {
  id: string;
  name: string;
  cron: string;
  zone: string;
  spec: unknown;
  overlap: OverlapPolicy;
  missedRunWindowMs: number;
  decidedUntilMs: number;
  nowMs: number;
  openJobs: number;
}

async function startJob(decision: Decision, schedule: DueSchedule, nominalMs: number, id: string): Promise<void> {
  const spec = storedSpec(schedule.spec);
  await writeJob(decision.client, {
    id,
    name: scheduledJobName(schedule.name, spec, id),
    spec,
    message: `Submitted by the schedule ${schedule.name} for ${new Date(nominalMs).toISOString()}`,
    actor: `schedule:${schedule.name}`,
    origin: null,
    schedule: { id: schedule.id, nominalMs },
    answer: null,
  });
}

async function stopOpenJobs(decision: Decision, schedule: DueSchedule): Promise<void> {
  const { rows } = await decision.client.query<{ id: string }>(STOP_OPEN_JOBS, [schedule.id]);
  for (const { id } of rows) {
    decision.events.push({
      jobId: id,
      type: 'StopRequested',
      message: `The schedule ${schedule.name} asked for a stop: its next time has come`,
    });
    decision.audit.push({
      actor: `schedule:${schedule.name}`,
      action: 'JobStopRequested',
      subjectType: 'job',
      subjectId: id,
      detail: { schedule: schedule.name },
    });
  }
  if (rows.length > 0) decision.notify.add('work');
}

/** What was decided about a schedule, with the id that its job gets if one is to start. */
interface Made {
  schedule: DueSchedule;
  decision: RunDecision;
  jobId: string;
}

function runsOf({ schedule, decision, jobId }: Made): Record<string, unknown>[] {
  const leftOut = decision.leftOut.map((run) => ({ ...run, scheduleId: schedule.id, jobId: null }));
  if (decision.start === null) return leftOut;
  const detail = 'A job was submitted';
  const started = { nominalMs: decision.start, outcome: 'STARTED', count: 1, detail, scheduleId: schedule.id, jobId };
  return [...leftOut, started];
}

/** @returns how many jobs were submitted */
async function carryOut(decision: Decision, made: readonly Made[]): Promise<number> {
  const { client } = decision;
  for (const { schedule, decision: decided } of made) {
    if (decided.stopOpenJobs) await stopOpenJobs(decision, schedule);
  }
  const runs = made.flatMap(runsOf);
  const claimed = new Set<string | null>();
  if (runs.length > 0) {
    const written = await client.query<{ jobId: string | null }>(WRITE_RUNS, [toJson(runs)]);
    for (const { jobId } of written.rows) claimed.add(jobId);
    decision.notify.add('jobs');
  }
  // A time that had its row before was decided about before: nothing is started for it again.
  const starting = made.filter(({ jobId }) => claimed.has(jobId));
  for (const { schedule, decision: decided, jobId } of starting) {
    if (decided.start !== null) await startJob(decision, schedule, decided.start, jobId);
  }
  await client.query(WRITE_DECIDED, [
    toJson(
      made.map(({ schedule: { id }, decision: { decidedUntilMs, nextAtMs } }) => ({ id, decidedUntilMs, nextAtMs })),
    ),
  ]);
  return starting.length;
}

/** The zone's rules may have changed with the runtime since the schedule was accepted: it must not hold up the others. */
async function pauseUnreadable(decision: Decision, schedule: DueSchedule, error: CronError): Promise<void> {
  await decision.client.query('UPDATE schedule SET paused = true WHERE id = $1', [schedule.id]);
  decision.audit.push({
    actor: 'dispatcher',
    action: 'SchedulePausedUnreadable',
    subjectType: 'schedule',
    subjectId: schedule.id,
    detail: { name: schedule.name, cron: schedule.cron, zone: schedule.zone, message: error.message },
  });
  decision.notify.add('jobs');
}

/**
 * Decides about every schedule whose time has come, and submits the jobs that are to start. Each time gets a row of its
 * own in the same transaction, so that whatever is killed in between, it is started once.
 *
 * @returns how many jobs were submitted
 */
export async function fireSchedules(decision: Decision): Promise<number> {
  const { rows } = await decision.client.query<DueSchedule>(DUE);
  const made: Made[] = [];
  for (const schedule of rows) {
    try {
      const timetable = readTimetable(schedule.cron, schedule.zone);
      made.push({ schedule, decision: decideRun(schedule, timetable.next, schedule.nowMs), jobId: newId() });
    } catch (error) {
      if (!(error instanceof CronError)) throw error;
      await pauseUnreadable(decision, schedule, error);
    }
  }
  return made.length === 0 ? 0 : carryOut(decision, made);
}
