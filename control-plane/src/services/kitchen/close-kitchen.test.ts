import type pg from 'pg';
import { expect, it } from 'vitest';
import type { ServiceContext } from '../service-context.ts';
import { closeKitchen } from './close-kitchen.ts';

it('a kitchen that names a job which is no kitchen’s is closed by nobody, and the job goes on', async () => {
  const said: string[] = [];
  const query = async (text: string): Promise<{ rows: unknown[] }> => {
    said.push(text);
    if (!text.includes('FROM kitchen k')) return { rows: [] };
    // What a kitchen says of its job is its own word: here it is that of a sort.
    const joinsKitchensOnly = text.includes(`j.kind = 'kitchen'`);
    const job = joinsKitchensOnly ? null : { id: '0199a3c2-7a10-7bcd-8ef0-123456789abc', name: 'sort' };
    const over = job === null ? null : false;
    return {
      rows: [{ state: 'open', jobId: job?.id ?? null, jobName: job?.name ?? null, jobOver: over, stopWanted: over }],
    };
  };
  const pool = { connect: async () => ({ query, release: () => undefined }) } as unknown as pg.Pool;
  const caller = { permissions: new Set(['kitchens:write']) };
  const ctx = { pool, caller, actor: 'somebody', origin: null } as unknown as ServiceContext;
  await expect(closeKitchen(ctx, 'a')).rejects.toMatchObject({ problem: { code: 'kitchen_without_job' } });
  expect(said.filter((text) => text.includes('UPDATE job'))).toEqual([]);
});
