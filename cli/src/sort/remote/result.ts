import { SORT_LIMITS } from '@longshore/schemas';
import { formatCount } from '@longshore/schemas/words';
import { getElements, getSort, readResult } from '../../api/sorts.ts';
import type { Cli } from '../../cli.ts';
import { writeOutput } from '../write-output.ts';
import { requireResult } from './sort-remotely.ts';

const encoder = new TextEncoder();

/** `longshore sort result`: all of it, or elements by rank. */
export async function sortResult(
  cli: Cli,
  given: string,
  { output, from, limit }: { output?: string; from?: number; limit?: number },
): Promise<void> {
  const sort = await getSort(cli.api, given);
  requireResult(sort);
  if (from !== undefined || limit !== undefined) {
    await writeOutput(cli, someElements(cli, sort.id, from ?? 0, limit ?? Number.POSITIVE_INFINITY), output);
    return;
  }
  const interrupt = new AbortController();
  const forget = cli.terminal.onInterrupt(() => interrupt.abort());
  try {
    await writeOutput(cli, readResult(cli.api, sort.id, interrupt.signal), output);
  } finally {
    forget();
  }
}

async function* someElements(cli: Cli, id: string, first: number, most: number): AsyncGenerator<Uint8Array> {
  let cut = 0;
  for (let given = 0; given < most; ) {
    const limit = Math.min(SORT_LIMITS.elementsMax, most - given);
    const { items } = await getElements(cli.api, id, { from: first + given, limit });
    if (items.length === 0) break;
    yield encoder.encode(items.map(({ value }) => `${value}\n`).join(''));
    given += items.length;
    cut += items.filter(({ truncated }) => truncated === true).length;
  }
  if (cut === 0) return;
  // Nobody could tell from what was written.
  const are = cut === 1 ? 'element is' : 'elements are';
  await cli.note(`${formatCount(cut)} ${are} cut short · longshore sort result ${id} writes every element whole\n`);
}
