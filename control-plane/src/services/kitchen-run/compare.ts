import { type ComparedRun, compareRuns } from '@longshore/kitchens';
import type { ComparedRuns, compareRunsQuery, KitchenRun } from '@longshore/schemas';
import type { z } from 'zod';
import { invalidRequest } from '../../http/problem-error.ts';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { differencesOf } from './differences.ts';
import { findRunId } from './find-run-id.ts';
import { readRuns } from './read-runs.ts';

function refuse(message: string): Error {
  return invalidRequest([{ path: 'ids', message }]);
}

function comparedOf({ scenario, seed, kitchens, result }: KitchenRun): ComparedRun {
  if (result === null) throw refuse('each run must have come to its end');
  const { migrationEfficiency, ...rest } = result;
  return { scenario: { scenario, seed, kitchens }, result: { ...rest, moved: { efficiency: migrationEfficiency } } };
}

/**
 * Puts runs of the same orders beside each other, with what else they differ in: it may be what made the difference.
 *
 * @param query - read once it is known that the caller may: what is wrong with it is told to nobody else
 * @throws ProblemError 404, 422 when they had not the same orders, or have no result
 */
export async function compare(
  ctx: ServiceContext,
  query: () => z.output<typeof compareRunsQuery>,
): Promise<ComparedRuns> {
  requirePermission(ctx, 'kitchens:read');
  const { ids } = query();
  const wanted = await Promise.all(ids.map((id) => findRunId(ctx, id)));
  const found = await readRuns(ctx.pool, 'WHERE r.id = ANY($1::uuid[])', [wanted]);
  const runs = wanted.flatMap((id) => found.filter((run) => run.id === id));
  const [first] = runs;
  const alike = ({ scenario, seed, kitchens }: KitchenRun): boolean =>
    scenario === first?.scenario && seed === first.seed && kitchens === first.kitchens;
  if (!runs.every(alike))
    throw refuse('only runs of the same scenario, seed and number of kitchens had the same orders');
  return { runs, differences: differencesOf(runs), rows: compareRuns(runs.map(comparedOf)) };
}
