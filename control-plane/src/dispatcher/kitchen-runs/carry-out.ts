import type { Happening } from '@longshore/kitchens';
import { KITCHEN_LIMITS, type Upset } from '@longshore/schemas';
import { toJson } from '../../database/to-json.ts';
import type { Decision } from '../deciding-transaction.ts';
import type { OpenRun } from './read-open-run.ts';
import { openRunKitchen, stopRunKitchens } from './run-kitchens.ts';

// Meant for the boot that is there now: one that never came is not upset.
const UPSET = `
INSERT INTO kitchen_intent (kind, subject, detail)
SELECT 'upset', k.id, jsonb_build_object('upset', $2::text, 'durationMs', $3::float8, 'bootId', k.boot_id)
FROM kitchen k WHERE k.id = $1 AND k.boot_id IS NOT NULL`;

const PLAN = `
SELECT name, latitude, longitude, capacity, rail_max AS "railMax", specialties FROM kitchen WHERE id = $1`;

const MOMENT = `INSERT INTO kitchen_moment (at, kitchen_id, what, detail) VALUES (clock_timestamp(), $1, $2, $3)`;

async function upset(decision: Decision, kitchenId: string, what: Upset, durationMs: number): Promise<void> {
  const { least, most } = KITCHEN_LIMITS.upsetMs;
  await decision.client.query(UPSET, [kitchenId, what, Math.min(most, Math.max(least, Math.round(durationMs)))]);
  decision.notify.add('work');
}

/**
 * Opens a kitchen anew that died, as it was.
 *
 * @returns false while it counts as open still, since nobody missed it yet
 */
async function returns(decision: Decision, run: OpenRun, kitchenId: string): Promise<boolean> {
  const { rows } = await decision.client.query<{
    name: string;
    latitude: number;
    longitude: number;
    capacity: number;
    railMax: number;
    specialties: string[];
  }>(PLAN, [kitchenId]);
  const [plan] = rows;
  if (plan === undefined) return true;
  const { latitude, longitude, ...rest } = plan;
  return openRunKitchen(decision, run, { id: kitchenId, location: { latitude, longitude }, ...rest });
}

/**
 * Lets something befall a kitchen of a run.
 *
 * @param lastsMs - by the run's own clock, of what passes
 * @returns false when it cannot happen yet, and nothing did
 */
export async function carryOut(
  decision: Decision,
  run: OpenRun,
  happening: Happening,
  lastsMs: number | null,
): Promise<boolean> {
  const { kitchenId, kind } = happening;
  const durationMs = (lastsMs ?? KITCHEN_LIMITS.upsetMs.otherwise) / run.speed;
  if (kind === 'returns' && !(await returns(decision, run, kitchenId))) return false;
  await decision.client.query(MOMENT, [kitchenId, kind, toJson({ run: run.id })]);
  switch (kind) {
    case 'dies':
      // Its job is stopped a moment later, by which it is not started anew: at once, it might close in good order first.
      await upset(decision, kitchenId, 'crash', durationMs);
      break;
    case 'freezes':
      await upset(decision, kitchenId, 'freeze', durationMs);
      break;
    case 'is cut off':
      await upset(decision, kitchenId, 'cut-off', durationMs);
      break;
    case 'closes':
      await stopRunKitchens(decision, run.id, kitchenId);
      break;
    case 'opens':
      await openRunKitchen(decision, run, happening.plan);
      break;
    case 'returns':
      break;
    case 'thaws':
    case 'is reached again':
      // What passes does so by itself.
      break;
  }
  return true;
}
