import pg from 'pg';
import { describe, expect, it } from 'vitest';
import type { ServiceContext } from '../service-context.ts';
import { openKitchen } from './open-kitchen.ts';

const idempotency = { scope: 'POST /kitchens', key: 'once', requestHash: 'of the body' };
const response = { id: 'a', jobId: '0199a3c2-7a10-7bcd-8ef0-123456789abc' };

/** Where the same request is answered by another while this one looks: what its writing of the kitchen and of the job comes to. */
function contextOf(kitchens: number, writeJob: () => void): ServiceContext {
  let asked = 0;
  const query = async (text: string): Promise<{ rows: unknown[]; rowCount: number }> => {
    if (text.includes('INSERT INTO job ')) writeJob();
    return { rows: [], rowCount: text.includes('INSERT INTO kitchen AS k') ? kitchens : 0 };
  };
  const findUnique = async () => {
    asked += 1;
    return asked === 1 ? null : { status: 201, requestHash: idempotency.requestHash, response };
  };
  return {
    pool: { query, connect: async () => ({ query, release: () => undefined }) },
    prisma: { idempotencyKey: { findUnique } },
    caller: { permissions: new Set(['kitchens:write']) },
    actor: 'somebody',
    origin: null,
  } as unknown as ServiceContext;
}

describe('a kitchen that is opened twice at once under one key', () => {
  const opens = (ctx: ServiceContext, body: unknown) => openKitchen(ctx, { body, idempotency });

  it('is answered twice alike where its id is taken by then', async () => {
    const ctx = contextOf(0, () => undefined);
    expect(await opens(ctx, { id: 'a' })).toEqual({ ...response, replayed: true });
  });

  it('is answered twice alike where the key is taken by then', async () => {
    const ctx = contextOf(1, () => {
      throw Object.assign(new pg.DatabaseError('duplicate key', 0, 'error'), { code: '23505' });
    });
    expect(await opens(ctx, {})).toEqual({ ...response, replayed: true });
  });
});
