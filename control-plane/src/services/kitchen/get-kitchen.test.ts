import { describe, expect, it } from 'vitest';
import type { ServiceContext } from '../service-context.ts';
import { getKitchen } from './get-kitchen.ts';

interface JobRow {
  kitchen: string;
  tasks: number;
  closed: string[];
}

/** Where a kitchen is of such a job; null: of none that goes on. */
function contextOf(job: JobRow | null): ServiceContext {
  const query = async (text: string): Promise<{ rows: unknown[] }> => {
    if (text.includes('JOIN job')) return { rows: job === null ? [] : [job] };
    if (text.includes('FROM kitchen_order')) return { rows: [] };
    return {
      rows: [{ id: 'quay-1', capacity: 3, railMax: 1, held: 0, openedAt: new Date(0), heardAt: null, openMs: 0 }],
    };
  };
  return { pool: { query }, caller: { permissions: new Set(['kitchens:read']) } } as unknown as ServiceContext;
}

const closesWith = async (job: JobRow | null) => (await getKitchen(contextOf(job), 'quay-1')).closesWith;

describe('what closes with a kitchen', () => {
  it('is every other one of its job, also those that have not registered', async () => {
    expect(await closesWith({ kitchen: 'quay', tasks: 3, closed: [] })).toEqual(['quay-2', 'quay-3']);
  });

  it('is none that has closed already', async () => {
    expect(await closesWith({ kitchen: 'quay', tasks: 3, closed: ['quay-2'] })).toEqual(['quay-3']);
  });

  it('is nothing where it has a job for itself, or none', async () => {
    expect(await closesWith({ kitchen: 'quay-1', tasks: 1, closed: [] })).toEqual([]);
    expect(await closesWith(null)).toEqual([]);
  });
});
