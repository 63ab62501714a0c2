import type { KitchenRun } from '@longshore/schemas';
import { describe, expect, it } from 'vitest';
import { sampleRun } from '../../../../test/fakes/control-plane/fake-kitchens.ts';
import type { ServiceContext } from '../service-context.ts';
import { compare } from './compare.ts';

/** Where there are such runs. */
function contextOf(runs: readonly KitchenRun[]): ServiceContext {
  const rowOf = ({ weights, migration, silence, createdAt, startedAt: _, endedAt: __, ...run }: KitchenRun) => ({
    ...run,
    settings: { ...weights, migration, silence },
    createdAt: new Date(createdAt),
    startedAt: null,
    endedAt: null,
  });
  const query = async (text: string, [given]: readonly unknown[]): Promise<{ rows: unknown[] }> =>
    text.includes('BETWEEN') ? { rows: [{ id: given }] } : { rows: runs.map(rowOf) };
  return { pool: { query }, caller: { permissions: new Set(['kitchens:read']) } } as unknown as ServiceContext;
}

const compared = (...runs: KitchenRun[]) => compare(contextOf(runs), () => ({ ids: runs.map(({ id }) => id) }));

describe('runs beside each other', () => {
  it('are told of with what differs beside their policies, so that it is not taken for the policy’s doing', async () => {
    const { differences, rows } = await compared(sampleRun({ speed: 1 }), sampleRun({ policy: 'random', speed: 20 }));
    expect(differences).toEqual([{ setting: 'speed', values: ['as it is', '20 times'] }]);
    expect(rows.length).toBeGreaterThan(0);
    expect((await compared(sampleRun(), sampleRun({ policy: 'random' }))).differences).toEqual([]);
  });

  it('have had the same orders', async () => {
    await expect(compared(sampleRun(), sampleRun({ seed: 2 }))).rejects.toMatchObject({ problem: { status: 422 } });
  });
});
