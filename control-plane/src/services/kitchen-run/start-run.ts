import { type KitchenRun, newId, startRunInput } from '@longshore/schemas';
import pg from 'pg';
import { notifyStatement } from '../../database/channels.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import { toJson } from '../../database/to-json.ts';
import type { Idempotency } from '../../http/idempotency.ts';
import { conflict } from '../../http/problem-error.ts';
import { validate } from '../../http/validate.ts';
import { fullSettings, type NetworkRow } from '../../kitchens/network-settings.ts';
import { scenarioOfRun } from '../../kitchens/scenario-of-run.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { answeredBefore } from '../idempotency/answer-once.ts';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { keptSettings } from './kept-settings.ts';
import { readRuns } from './read-runs.ts';

const NETWORK = `
SELECT policy, run_policy AS "runPolicy", weights, migration, silence FROM kitchen_network`;

const WRITE = `
INSERT INTO kitchen_run (id, scenario, seed, kitchens, speed, own_policy, policy, weights, keep_open, duration_ms, started_by)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8::jsonb, $9, $10, $11)`;

const KEEP_ANSWER = `
INSERT INTO idempotency_key (scope, key, request_hash, status, response) VALUES ($1, $2, $3, 201, $4::jsonb)`;

function anotherGoesOn(): Error {
  return conflict(
    'Another run goes on: two at once would be each other’s disturbance.',
    'Wait for its end, or stop it.',
    'run_goes_on',
  );
}

/**
 * Starts a run of a scenario: the leading dispatcher opens its kitchens, places its orders and lets its mishaps happen.
 *
 * @throws ProblemError 409 while another one goes on, 422
 */
export async function startRun(
  ctx: ServiceContext,
  { body, idempotency }: { body: unknown; idempotency: Idempotency | null },
): Promise<{ run: KitchenRun; replayed: boolean }> {
  requirePermission(ctx, 'kitchens:write');
  const given = validate(startRunInput, body);
  const before = await answeredBefore(ctx, idempotency);
  if (before !== null) return { run: before.response as KitchenRun, replayed: true };
  const id = newId();
  const { scenario, seed, kitchens, speed, policy, keepOpen } = given;
  const { traffic } = scenarioOfRun({ id, scenario, seed, kitchens });
  try {
    return await inTransaction(ctx.pool, async (client) => {
      const [network] = (await client.query<NetworkRow>(NETWORK)).rows;
      if (network === undefined) throw new Error('the row of the kitchen network is missing: run the migrations');
      await client.query(WRITE, [
        id,
        scenario,
        seed,
        kitchens,
        speed,
        policy ?? null,
        policy ?? network.policy,
        toJson(keptSettings(fullSettings(network))),
        keepOpen,
        traffic.untilMs,
        ctx.actor,
      ]);
      const [run] = await readRuns(client, 'WHERE r.id = $1', [id]);
      if (run === undefined) throw new Error('a run that was just written is not there');
      if (idempotency !== null) {
        const { scope, key, requestHash } = idempotency;
        await client.query(KEEP_ANSWER, [scope, key, requestHash, toJson(run)]);
      }
      await writeAudit(client, ctx, {
        action: 'KitchenRunStarted',
        subjectType: 'kitchen-run',
        subjectId: id,
        detail: given,
      });
      await client.query(notifyStatement(['work', 'kitchens']));
      return { run, replayed: false };
    });
  } catch (error) {
    // 23505, unique_violation: of the one run that may go on, or of the key that was written meanwhile.
    if (!(error instanceof pg.DatabaseError) || error.code !== '23505') throw error;
    const meanwhile = await answeredBefore(ctx, idempotency);
    if (meanwhile === null) throw anotherGoesOn();
    return { run: meanwhile.response as KitchenRun, replayed: true };
  }
}
