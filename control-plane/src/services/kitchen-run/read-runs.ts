import type { KitchenRun } from '@longshore/schemas';
import type pg from 'pg';
import { type KeptSettings, settingsOfRun } from './kept-settings.ts';

type Times = 'createdAt' | 'startedAt' | 'endedAt';

interface Row extends Omit<KitchenRun, Times | 'weights' | 'migration' | 'silence'> {
  settings: KeptSettings | null;
  createdAt: Date;
  startedAt: Date | null;
  endedAt: Date | null;
}

const COLUMNS = `
r.id, r.scenario, r.seed, r.kitchens, r.speed, r.policy, r.weights AS settings, r.state, r.reason, r.duration_ms AS "durationMs",
r.elapsed_ms AS "elapsedMs", r.received, r.ended, r.result, r.started_by AS "startedBy", r.created_at AS "createdAt",
r.started_at AS "startedAt", r.ended_at AS "endedAt"`;

function runOf({ settings, ...row }: Row): KitchenRun {
  return {
    ...row,
    ...settingsOfRun(settings),
    createdAt: row.createdAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    endedAt: row.endedAt?.toISOString() ?? null,
  };
}

/**
 * Reads runs.
 *
 * @param rest - what comes after FROM: conditions on `r`, order and limit, with parameters from $1
 */
export async function readRuns(pool: Pick<pg.Pool, 'query'>, rest: string, values: unknown[]): Promise<KitchenRun[]> {
  const { rows } = await pool.query<Row>(`SELECT ${COLUMNS} FROM kitchen_run r ${rest}`, values);
  return rows.map(runOf);
}
