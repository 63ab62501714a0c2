import { expect } from 'vitest';
import type { World } from './world.ts';

interface Life {
  id: string;
  state: string;
  ends: number;
  readies: number;
  epochs: number[];
}

const LIVES = `
SELECT id, state, jsonb_array_length(jsonb_path_query_array(life, 'strict $[*] ? (@[1] == "delivered" || @[1] == "failed")')) AS ends,
       jsonb_array_length(jsonb_path_query_array(life, 'strict $[*] ? (@[1] == "ready")')) AS readies,
       jsonb_path_query_array(life, 'strict $[*][2]') AS epochs
FROM kitchen_order`;

/**
 * Looks that every order has ended, once, and that each was made ready once at most: whatever was killed, nothing was lost
 * or doubled.
 *
 * @returns how many there are
 */
export async function expectEveryOrderEndedOnce(world: Pick<World, 'pool'>): Promise<number> {
  const { rows } = await world.pool.query<Life>(LIVES);
  for (const { id, state, ends, readies, epochs } of rows) {
    expect([id, ends]).toEqual([id, 1]);
    expect([id, readies]).toEqual([id, state === 'delivered' ? 1 : 0]);
    expect(epochs).toEqual(epochs.toSorted((a, b) => a - b));
  }
  return rows.length;
}
