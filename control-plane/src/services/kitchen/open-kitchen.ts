import { examineKitchen } from '@longshore/kitchens';
import {
  CITY,
  DISHES,
  jobSpecSchema,
  type KitchenSpec,
  kitchenOfTask,
  newId,
  openKitchenInput,
} from '@longshore/schemas';
import type { Location } from '@longshore/schemas/placement';
import pg from 'pg';
import { notifyStatement } from '../../database/channels.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import { writeJob } from '../../database/write-job.ts';
import type { Idempotency } from '../../http/idempotency.ts';
import { conflict, invalidRequest } from '../../http/problem-error.ts';
import { validate } from '../../http/validate.ts';
import { writeOpeningKitchen } from '../../kitchens/write-opening-kitchen.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { answeredBefore } from '../idempotency/answer-once.ts';
import { refuseImpossible } from '../job/refuse-impossible.ts';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { chooseWhatIsLeftOut, type KitchenThere } from './choose-what-is-left-out.ts';

/** Another one may take the id that was just free. */
const TRIES = 5;

const THERE = `SELECT id, latitude, longitude FROM kitchen WHERE state <> 'closed'`;

const city = { ...CITY, seed: 0, dishes: DISHES, kitchens: [] };

export interface OpenedKitchen {
  id: string;
  jobId: string;
  replayed: boolean;
}

async function readThere(pool: pg.Pool): Promise<KitchenThere[]> {
  const { rows } = await pool.query<{ id: string } & Location>(THERE);
  return rows.map(({ id, latitude, longitude }) => ({ id, location: { latitude, longitude } }));
}

function refuseBad(kitchen: KitchenSpec): void {
  const problems = examineKitchen(kitchenOfTask(kitchen, 0, 1), city, new Set());
  if (problems.length > 0) throw invalidRequest(problems.map(({ field, message }) => ({ path: field, message })));
}

/** @returns null when a kitchen of this id is there by now */
async function open(
  ctx: ServiceContext,
  kitchen: KitchenSpec,
  idempotency: Idempotency | null,
): Promise<OpenedKitchen | null> {
  const jobId = newId();
  const spec = jobSpecSchema.parse({ kind: 'kitchen', name: kitchen.id, kitchen });
  await refuseImpossible(ctx, spec);
  const response = { id: kitchen.id, jobId };
  return inTransaction(ctx.pool, async (client) => {
    if (!(await writeOpeningKitchen(client, kitchen, { jobId, runId: null }))) return null;
    await writeJob(client, {
      id: jobId,
      name: kitchen.id,
      spec,
      message: `${kitchen.name} opens`,
      actor: ctx.actor,
      origin: ctx.origin,
      schedule: null,
      answer: idempotency === null ? null : { idempotency, status: 201, response },
    });
    const detail = { name: kitchen.name, jobId };
    await writeAudit(client, ctx, { action: 'KitchenOpened', subjectType: 'kitchen', subjectId: kitchen.id, detail });
    await client.query(notifyStatement(['kitchens']));
    return { ...response, replayed: false };
  });
}

/** What the same request led to, if it came before. */
async function openedBefore(ctx: ServiceContext, idempotency: Idempotency | null): Promise<OpenedKitchen | null> {
  const before = await answeredBefore(ctx, idempotency);
  return before === null ? null : { ...(before.response as { id: string; jobId: string }), replayed: true };
}

/**
 * Opens a kitchen, as a job of the fleet. What is left out is chosen.
 *
 * @throws ProblemError 409 when one of this id is there, 422 naming each bad field or when no agent could hold it
 */
export async function openKitchen(
  ctx: ServiceContext,
  { body, idempotency }: { body: unknown; idempotency: Idempotency | null },
): Promise<OpenedKitchen> {
  requirePermission(ctx, 'kitchens:write');
  const given = validate(openKitchenInput, body);
  const before = await openedBefore(ctx, idempotency);
  if (before !== null) return before;
  for (let tries = 0; tries < TRIES; tries += 1) {
    const kitchen = chooseWhatIsLeftOut(given, await readThere(ctx.pool));
    refuseBad(kitchen);
    try {
      const opened = await open(ctx, kitchen, idempotency);
      if (opened !== null) return opened;
    } catch (error) {
      // 23505, unique_violation: of the key, which was written meanwhile.
      if (!(error instanceof pg.DatabaseError) || error.code !== '23505') throw error;
      const meanwhile = await openedBefore(ctx, idempotency);
      if (meanwhile === null) throw error;
      return meanwhile;
    }
    // The same request, sent twice at once, may be what opened it.
    const meanwhile = await openedBefore(ctx, idempotency);
    if (meanwhile !== null) return meanwhile;
    if (given.id !== undefined) break;
  }
  throw conflict(
    `A kitchen ${given.id ?? ''} is open, or opening.`,
    'Choose another id, or close that one first.',
    'kitchen_is_open',
  );
}
