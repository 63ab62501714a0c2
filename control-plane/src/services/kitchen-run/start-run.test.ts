import { MIGRATION_DEFAULTS } from '@longshore/kitchens';
import type pg from 'pg';
import { expect, it } from 'vitest';
import type { ServiceContext } from '../service-context.ts';
import { startRun } from './start-run.ts';

it('a run is told of with the settings that the network had when it was started', async () => {
  const weights = { load: 0.7, specialty: 0.1, time: 0.1, distance: 0.1 };
  const network = { policy: 'random', runPolicy: null, weights, migration: { movesMax: 5 }, silence: {} };
  let settings: unknown = null;
  const query = async (text: string, values: readonly unknown[] = []): Promise<{ rows: unknown[] }> => {
    if (text.includes('INSERT INTO kitchen_run')) settings = JSON.parse(String(values[7]));
    if (text.includes('FROM kitchen_network')) return { rows: [network] };
    if (text.includes('FROM kitchen_run r')) return { rows: [{ id: 'a', settings, createdAt: new Date(0) }] };
    return { rows: [] };
  };
  const pool = { connect: async () => ({ query, release: () => undefined }) } as unknown as pg.Pool;
  const caller = { permissions: new Set(['kitchens:write']) };
  const ctx = { pool, caller, actor: 'somebody', origin: null } as unknown as ServiceContext;
  const { run } = await startRun(ctx, { body: { scenario: 'lunch' }, idempotency: null });
  expect(run).toMatchObject({
    weights,
    migration: { ...MIGRATION_DEFAULTS, movesMax: 5 },
    silence: { lostAfterMs: 2_500 },
  });
  expect(Object.keys(run.weights)).toEqual(Object.keys(weights));
});
