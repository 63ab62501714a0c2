import { newId, type SortSpec } from '@longshore/schemas';
import type pg from 'pg';
import { toJson } from '../../database/to-json.ts';
import { writeJob } from '../../database/write-job.ts';
import { type KnownInput, planSort, sortJobSpec } from '../../sorts/decide/plan-sort.ts';
import type { ServiceContext } from '../service-context.ts';

const QUEUE = `
UPDATE sort SET state = 'QUEUED', plan = $2::jsonb, csv_header = $3, job_id = $4, count = $5
WHERE id = $1 AND state = 'AWAITING_INPUT'`;

/**
 * Queues a sort whose input is whole: keeps its plan and writes the job that does it. The dispatcher begins the control
 * log with the plan, and begins it again where that is not known.
 *
 * @returns false when the sort awaited no input any more
 */
export async function queueSort(
  client: pg.PoolClient,
  ctx: ServiceContext,
  sort: { id: string; name: string; spec: SortSpec },
  known: KnownInput & { csvHeader: Uint8Array | null },
): Promise<boolean> {
  const { id, name, spec } = sort;
  const jobId = newId();
  await writeJob(client, {
    id: jobId,
    name,
    spec: sortJobSpec(id, spec, name, ctx.topicPrefix),
    message: `${name} was submitted for sort ${id}`,
    actor: ctx.actor,
    origin: ctx.origin,
    schedule: null,
    answer: null,
  });
  const plan = toJson(planSort(id, spec, known));
  const header = known.csvHeader === null ? null : Buffer.from(known.csvHeader);
  // How many a topic has is known when its records were counted: some offsets may have none.
  const count = known.shares.some(({ from }) => from === 'topic') ? null : known.count;
  const { rowCount } = await client.query(QUEUE, [id, plan, header, jobId, count]);
  return rowCount === 1;
}
