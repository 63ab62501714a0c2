import { promisify } from 'node:util';
import { inflate } from 'node:zlib';
import type { KitchenRun, RunRecording } from '@longshore/schemas';
import type { KeptRecording } from '../../dispatcher/kitchen-runs/record-run.ts';
import { conflict } from '../../http/problem-error.ts';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { findRunId, runNotFound } from './find-run-id.ts';
import { readRuns } from './read-runs.ts';

const inflated = promisify(inflate);

/** What happened in a run, moment by moment. @throws ProblemError 404, 409 while it has none */
export async function getRecording(ctx: ServiceContext, given: string): Promise<RunRecording> {
  requirePermission(ctx, 'kitchens:read');
  const id = await findRunId(ctx, given);
  const [run] = await readRuns(ctx.pool, 'WHERE r.id = $1', [id]);
  const { rows } = await ctx.pool.query<{ recording: Buffer | null }>(
    'SELECT recording FROM kitchen_run WHERE id = $1',
    [id],
  );
  const recording = rows[0]?.recording;
  if (run === undefined) throw runNotFound(given);
  if (recording == null) {
    throw conflict('It has no recording, or not yet.', 'One is kept when a run is done.', 'run_has_no_recording');
  }
  return recordingOf(run, recording);
}

/** A recording as it is told of. What it has no room for is counted from the run, and so also of one of an older limit. */
export async function recordingOf(run: KitchenRun, recording: Buffer): Promise<RunRecording> {
  const kept = JSON.parse((await inflated(recording)).toString('utf8')) as KeptRecording;
  return { run, ...kept, ordersLeftOut: Math.max(0, run.received - kept.orders.length) };
}
