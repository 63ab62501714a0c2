import type { KitchenPlan } from '@longshore/kitchens';
import { jobSpecSchema, newId } from '@longshore/schemas';
import type pg from 'pg';
import { writeJob } from '../../database/write-job.ts';
import { writeOpeningKitchen } from '../../kitchens/write-opening-kitchen.ts';
import type { Decision } from '../deciding-transaction.ts';
import type { OpenRun } from './read-open-run.ts';

const STANDING = `
SELECT k.id, k.state, j.ended_at IS NOT NULL AS "jobOver", coalesce(j.reason->>'message', '') AS "jobReason",
       coalesce((SELECT t.waits_for FROM task t WHERE t.job_id = j.id AND t.state = 'QUEUED' LIMIT 1), '') AS "waitsFor"
FROM kitchen k LEFT JOIN job j ON j.id = k.job_id WHERE k.run_id = $1`;

// Of which job it is is the kitchen's own word: none is stopped by it that is no kitchen's.
const STOP = `
UPDATE job SET stop_wanted = true, stop_requested_at = now()
WHERE id IN (SELECT job_id FROM kitchen WHERE run_id = $1 AND ($2::text IS NULL OR id = $2)) AND kind = 'kitchen'
  AND ended_at IS NULL AND NOT stop_wanted
RETURNING id, name`;

/** How a kitchen of a run stands. */
export interface RunKitchen {
  id: string;
  state: string;
  jobOver: boolean;
  jobReason: string;
  /** Why its container is not placed. */
  waitsFor: string;
}

export async function readRunKitchens(client: Pick<pg.Pool, 'query'>, runId: string): Promise<RunKitchen[]> {
  return (await client.query<RunKitchen>(STANDING, [runId])).rows;
}

/**
 * Opens a kitchen of a run as a job; one that is there already is left as it is.
 *
 * @returns whether it was opened
 */
export async function openRunKitchen(
  { client }: Pick<Decision, 'client'>,
  run: Pick<OpenRun, 'id' | 'speed' | 'startedBy' | 'scenario'>,
  plan: KitchenPlan,
): Promise<boolean> {
  const jobId = newId();
  const kitchen = { ...plan, specialties: [...plan.specialties], clockFactor: run.speed };
  const spec = jobSpecSchema.parse({ kind: 'kitchen', name: plan.id, kitchen });
  if (spec.kind !== 'kitchen') throw new TypeError('the spec of a kitchen is of another kind');
  if (!(await writeOpeningKitchen(client, spec.kitchen, { jobId, runId: run.id, evenLost: true }))) return false;
  await writeJob(client, {
    id: jobId,
    name: plan.id,
    spec,
    message: `${plan.name} opens for a run of ${run.scenario}`,
    actor: run.startedBy,
    origin: null,
    schedule: null,
    answer: null,
  });
  return true;
}

/** Stops the jobs of a run's kitchens, or of one of them: it gives back what has not begun, and is gone. */
export async function stopRunKitchens(decision: Decision, runId: string, kitchenId: string | null): Promise<void> {
  const { rows } = await decision.client.query<{ id: string; name: string }>(STOP, [runId, kitchenId]);
  for (const { id, name } of rows) {
    decision.events.push({ jobId: id, type: 'StopRequested', message: 'Its run of a scenario closes it' });
    decision.audit.push({
      actor: 'dispatcher',
      action: 'JobStopRequested',
      subjectType: 'job',
      subjectId: id,
      detail: { name, run: runId },
    });
  }
  if (rows.length > 0) decision.notify.add('work').add('kitchens');
}
