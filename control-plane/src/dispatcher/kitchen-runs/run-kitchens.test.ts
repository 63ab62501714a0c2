import type pg from 'pg';
import { expect, it } from 'vitest';
import type { Decision } from '../deciding-transaction.ts';
import { stopRunKitchens } from './run-kitchens.ts';

it('a run stops no job but that of a kitchen, whatever job its kitchens name', async () => {
  const said: string[] = [];
  const query = async (text: string) => {
    said.push(text);
    return { rows: [] };
  };
  const client = { query } as unknown as pg.PoolClient;
  await stopRunKitchens({ client } as unknown as Decision, '0199a3c2-7a10-7bcd-8ef0-123456789abc', null);
  expect(said).toEqual([expect.stringMatching(/UPDATE job SET stop_wanted[^;]* AND kind = 'kitchen'/)]);
});
