import { newId, type OverlapPolicy } from '@longshore/schemas';
import { storedSpec } from '../../database/stored-spec.ts';
import { toJson } from '../../database/to-json.ts';
import { writeJob } from '../../database/write-job.ts';
import { decideRun, type RunDecision } from '../../schedule/decide/decide-run.ts';
import { scheduledJobName } from '../../schedule/scheduled-job-name.ts';
import { CronError, readTimetable, type Timetable } from '../../schedule/timetable.ts';
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
SELECT $1, to_timestamp(r."nominalMs" / 1000), r.outcome, r.count, r.detail, r."jobId"
FROM jsonb_to_recordset($2::jsonb) AS r("nominalMs" float8, outcome text, count int, detail text, "jobId" uuid)
ON CONFLICT DO NOTHING RETURNING job_id AS "jobId"`;

const WRITE_DECIDED = `
UPDATE schedule SET decided_until = to_timestamp($2::float8 / 1000), next_at = to_timestamp($3::float8 / 1000) WHERE id = $1`;

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

/** @returns whether a job was submitted */
async function carryOut(decision: Decision, schedule: DueSchedule, made: RunDecision): Promise<boolean> {
  const { client } = decision;
  const { start } = made;
  const jobId = start === null ? null : newId();
  const runs: Record<string, unknown>[] = made.leftOut.map((run) => ({ ...run, jobId: null }));
  if (start !== null)
    runs.push({ nominalMs: start, outcome: 'STARTED', count: 1, detail: 'A job was submitted', jobId });
  if (made.stopOpenJobs) await stopOpenJobs(decision, schedule);
  let started = false;
  if (runs.length > 0) {
    // A time that has its row was decided about before: nothing is started for it again.
    const written = await client.query<{ jobId: string | null }>(WRITE_RUNS, [schedule.id, toJson(runs)]);
    started = jobId !== null && written.rows.some((row) => row.jobId === jobId);
    decision.notify.add('jobs');
  }
  if (started && start !== null && jobId !== null) await startJob(decision, schedule, start, jobId);
  await client.query(WRITE_DECIDED, [schedule.id, made.decidedUntilMs, made.nextAtMs]);
  return started;
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
  let started = 0;
  for (const schedule of rows) {
    let timetable: Timetable;
    try {
      timetable = readTimetable(schedule.cron, schedule.zone);
    } catch (error) {
      if (!(error instanceof CronError)) throw error;
      await pauseUnreadable(decision, schedule, error);
      continue;
    }
    const made = decideRun(schedule, timetable.next, schedule.nowMs);
    if (await carryOut(decision, schedule, made)) started += 1;
  }
  return started;
}
