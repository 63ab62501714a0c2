import { createHash } from 'node:crypto';
import { PlayedWorker } from '../browser/harness/played-worker.ts';
import { sampleBlock } from '../control-plane/sample-chain.ts';

/** Items in every state that a page shows in its own way; none of them changes any more. */
export interface PreparedWork {
  digest: string;
  rows: string;
  block: string;
  failed: string;
  chain: string;
}

const chain = 'ledger';
const csv = 'city,amount\nBerlin,20\nParis,35\nBerlin,22\nRome,8\n';

/** Has a worker do one of each, and lets nobody else work. */
export async function prepareWork(url: string, ownerKey: string): Promise<PreparedWork> {
  const worker = new PlayedWorker(url, ownerKey, 'worker of the past');
  await worker.withoutFleet();
  await worker.beat();
  const digest = await worker.submit({ type: 'compute', payload: { operation: 'digest', input: 'once upon a time' } });
  await worker.claim(digest);
  await worker.complete(digest, {
    operation: 'digest',
    algorithm: 'sha256',
    digest: createHash('sha256').update('once upon a time').digest('hex'),
    bytes: 16,
  });
  const aggregates = [{ as: 'total', function: 'sum', field: 'amount' }];
  const rows = await worker.submit({ type: 'data', payload: { csv, groupBy: ['city'], aggregates } });
  await worker.claim(rows);
  const cells = [
    ['Berlin', 42],
    ['Paris', 35],
    ['Rome', 8],
  ];
  await worker.complete(rows, { rowsIn: 4, rowsMatched: 4, columns: ['city', 'total'], rows: cells });
  const records = ['anna pays ben 5', 'ben pays carl 3'];
  const block = await worker.submit({
    type: 'blockchain',
    payload: { operation: 'append', chain, records, difficulty: 0 },
  });
  const { head } = await worker.claim(block);
  await worker.complete(block, { operation: 'append', chain, block: sampleBlock(head, records), hashes: 1 });
  const failed = await worker.submitFailed(
    { type: 'file', payload: { url: 'http://files.example.org/gone.bin' } },
    { code: 'ADDRESS_REFUSED', message: 'files.example.org is 10.0.0.7, a private address' },
  );
  return { digest, rows, block, failed, chain };
}
