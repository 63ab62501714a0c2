import { CITY, DISHES, type KitchenNetwork } from '@longshore/schemas';
import type pg from 'pg';
import { fullSettings, type NetworkRow } from '../../kitchens/network-settings.ts';

interface Row extends NetworkRow {
  notes: string[];
  waiting: number;
  whyWaiting: string;
}

const READ = `
SELECT policy, run_policy AS "runPolicy", weights, migration, silence, notes, waiting, why_waiting AS "whyWaiting" FROM kitchen_network`;

/** Reads how the network decides, and how it stands. */
export async function readNetwork(client: Pick<pg.Pool, 'query'>): Promise<KitchenNetwork> {
  const [row] = (await client.query<Row>(READ)).rows;
  if (row === undefined) throw new Error('the row of the kitchen network is missing: run the migrations');
  const ofRun = row.runPolicy === null ? [] : [`A run goes on, for which the policy is ${row.runPolicy}.`];
  return {
    ...fullSettings(row),
    city: { ...CITY, dishes: [...DISHES] },
    waiting: row.waiting,
    whyWaiting: row.whyWaiting,
    notes: [...row.notes, ...ofRun],
  };
}
