import type pg from 'pg';
import { notifyStatement } from '../../database/channels.ts';
import { writeAudit } from '../audit/write-audit.ts';
import type { ServiceContext } from '../service-context.ts';

/** Notes that a job is to stop, in the transaction of whoever has locked it. */
export async function wantStop(
  client: pg.PoolClient,
  ctx: ServiceContext,
  { id, name }: { id: string; name: string },
): Promise<void> {
  await client.query('UPDATE job SET stop_wanted = true, stop_requested_at = now() WHERE id = $1', [id]);
  await client.query(
    `INSERT INTO job_event (job_id, type, message) VALUES ($1, 'StopRequested', 'A stop was asked for')`,
    [id],
  );
  await writeAudit(client, ctx, { action: 'JobStopRequested', subjectType: 'job', subjectId: id, detail: { name } });
  await client.query(notifyStatement(['work', 'jobs']));
}
