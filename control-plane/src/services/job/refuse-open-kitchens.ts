import { type JobSpec, kitchenIdOfTask } from '@longshore/schemas';
import { invalidRequest } from '../../http/problem-error.ts';
import type { ServiceContext } from '../service-context.ts';

const OPEN = `SELECT id FROM kitchen WHERE id = ANY($1::text[]) AND state IN ('opening', 'open', 'closing') LIMIT 1`;

/**
 * Refuses a job whose kitchens are open already: the balancer would let in neither.
 *
 * @throws ProblemError 422
 */
export async function refuseOpenKitchens({ pool }: Pick<ServiceContext, 'pool'>, spec: JobSpec): Promise<void> {
  if (spec.kind !== 'kitchen') return;
  const { kitchen, parallelism } = spec;
  const ids = Array.from({ length: parallelism }, (_, task) => kitchenIdOfTask(kitchen.id, task, parallelism));
  const { rows } = await pool.query<{ id: string }>(OPEN, [ids]);
  const [open] = rows;
  if (open === undefined) return;
  throw invalidRequest([{ path: 'kitchen.id', message: `is that of a kitchen that is open: ${open.id}` }]);
}
