import { WORK_ITEM_STATES, type WorkItem, type WorkItemInput } from '@longshore/schemas';
import { formatDuration } from '@longshore/schemas/words';
import { listWorkQueues, submitWorkItem, uploadWorkFile } from '../api/work.ts';
import type { Cli } from '../cli.ts';
import { EXIT } from '../errors/exit-codes.ts';
import { cut, oneLine } from '../output/width.ts';
import { formatQueues } from '../work/queues.ts';
import { endOfItem } from '../work/wait-for-item.ts';

const CHAIN = 'demo';

interface Submitted {
  words: string;
  id: string;
}

/** One item of each type, and one that looks at what another did. */
function itemsFor(file: string): readonly { words: string; item: WorkItemInput }[] {
  const aggregates = [
    { as: 'orders', function: 'count' as const },
    { as: 'total', function: 'sum' as const, field: 'amount' },
  ];
  const csv = 'city,amount\nBerlin,20\nParis,35\nBerlin,22\nRome,8\n';
  return [
    {
      words: 'compute: SHA-256 of “hello”',
      item: { type: 'compute', payload: { operation: 'digest', input: 'hello' } },
    },
    {
      words: 'compute: primes up to 5,000,000',
      item: { type: 'compute', payload: { operation: 'prime-count', limit: 5_000_000 } },
    },
    { words: 'file: an uploaded text', item: { type: 'file', payload: { file } } },
    {
      words: 'data: orders above 10 by city',
      item: {
        type: 'data',
        payload: { csv, filter: [{ field: 'amount', is: '>', value: 10 }], groupBy: ['city'], aggregates },
      },
    },
    {
      words: `blockchain: a block on the chain ${CHAIN}`,
      item: {
        type: 'blockchain',
        payload: { operation: 'append', chain: CHAIN, records: ['anna pays ben 5', 'ben pays carl 3'], difficulty: 16 },
      },
    },
  ];
}

/**
 * Submits the items, follows them, and prints what became of each.
 *
 * @param path - of a text that is uploaded
 * @returns 0 only if all of them were completed, and the chain is whole
 */
export async function runWorkDemo(cli: Cli, path: string): Promise<number> {
  const { id: file } = await uploadWorkFile(cli.api, path);
  await cli.print(`\n${cli.style.bold('Submitting')}\n`);
  const submitted: Submitted[] = [];
  for (const { words, item } of itemsFor(file)) {
    const id = await submitWorkItem(cli.api, item);
    submitted.push({ words, id });
    await cli.print(`${id}  ${words}\n`);
  }
  await cli.print(`\n${cli.style.bold('What became of them')}\n`);
  const ended: WorkItem[] = [];
  for (const { words, id } of submitted) ended.push(await reported(cli, words, id));
  const verify = await submitWorkItem(cli.api, { type: 'blockchain', payload: { operation: 'verify', chain: CHAIN } });
  const verified = await reported(cli, `blockchain: is the chain ${CHAIN} whole?`, verify);
  await cli.print(`\n${cli.style.bold('The queues')}\n${formatQueues(cli, (await listWorkQueues(cli.api)).items)}`);
  const done = [...ended, verified].every(({ status }) => status === 'completed');
  return done && verified.result?.valid === true ? EXIT.done : EXIT.failed;
}

async function reported(cli: Cli, words: string, id: string): Promise<WorkItem> {
  const item = await endOfItem(cli, id);
  const { style, terminal } = cli;
  const took = formatDuration(Date.parse(item.endedAt ?? item.createdAt) - Date.parse(item.createdAt));
  const outcome = item.result === null ? (item.failure?.message ?? '') : JSON.stringify(item.result);
  const head = `${style.state(WORK_ITEM_STATES[item.status])}  ${words}, ${took}`;
  await cli.print(`${head}\n  ${cut(oneLine(outcome), Math.max(20, terminal.out.columns - 2))}\n`);
  return item;
}
