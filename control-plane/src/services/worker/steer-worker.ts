import { type Worker, type WorkType, workerTypesBody } from '@longshore/schemas';
import { notifyStatement } from '../../database/channels.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import { invalidRequest } from '../../http/problem-error.ts';
import { validate } from '../../http/validate.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { findWorkerId, workerNotFound } from './find-worker-id.ts';
import { readWorkers } from './read-workers.ts';

const LOCK = `
SELECT name, types, stopped_types AS "stoppedTypes" FROM worker WHERE id = $1 FOR UPDATE`;

interface Locked {
  name: string;
  types: { type: WorkType }[];
  stoppedTypes: WorkType[];
}

/** What a worker is to take nothing more of, once types were started or stopped. */
function stoppedAfter({ stoppedTypes }: Locked, types: readonly WorkType[], wanted: 'start' | 'stop'): WorkType[] {
  const others = stoppedTypes.filter((type) => !types.includes(type));
  return wanted === 'stop' ? [...others, ...types] : others;
}

/**
 * Lets a worker take items again, or has it finish what it holds and take nothing more; of all its types or of some. It
 * learns it with its next sign of life, and stays in its groups.
 *
 * @throws ProblemError 404, 409 when several fit, 422 for a type that it does not take
 */
export async function steerWorker(
  ctx: ServiceContext,
  given: string,
  wanted: 'start' | 'stop',
  body: unknown,
): Promise<Worker> {
  requirePermission(ctx, 'work:write');
  const named = validate(workerTypesBody, body).types;
  const id = await findWorkerId(ctx, given);
  return inTransaction(ctx.pool, async (client) => {
    const [locked] = (await client.query<Locked>(LOCK, [id])).rows;
    if (locked === undefined) throw workerNotFound(given);
    const taken = locked.types.map(({ type }) => type);
    const types = named ?? taken;
    const stranger = types.findIndex((type) => !taken.includes(type));
    if (stranger !== -1) {
      throw invalidRequest([{ path: `types[${stranger}]`, message: `${locked.name} takes ${taken.join(', ')} only` }]);
    }
    await client.query('UPDATE worker SET stopped_types = $2 WHERE id = $1', [id, stoppedAfter(locked, types, wanted)]);
    const action = wanted === 'start' ? 'WorkerStartRequested' : 'WorkerStopRequested';
    await writeAudit(client, ctx, {
      action,
      subjectType: 'worker',
      subjectId: id,
      detail: { name: locked.name, types },
    });
    await client.query(notifyStatement(['queues']));
    const [worker] = await readWorkers(client, 'WHERE w.id = $1', [id]);
    if (worker === undefined) throw workerNotFound(given);
    return worker;
  });
}
