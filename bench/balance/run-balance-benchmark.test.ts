import { join } from 'node:path';
import { expect, test } from 'vitest';
import { judge } from '../aims.ts';
import { formatBalanceTable } from './balance-table.ts';
import { aimsOf, runBalanceBenchmark } from './run-balance-benchmark.ts';

const settings = { orders: 400, seeds: 2, kitchens: 3, cooks: 2, decisions: 20 };
const root = join(import.meta.dirname, '../..');
const nothing = (): void => undefined;

test('every way is run with the same orders, and the table tells of each beside the bound', async () => {
  const result = await runBalanceBenchmark({
    settings,
    root,
    onStep: nothing,
    onProgress: nothing,
    signal: new AbortController().signal,
  });
  expect(result.ways).toHaveLength(7);
  expect(result.decisionMs.count).toBe(20);
  const table = formatBalanceTable(result);
  for (const { name } of result.ways) expect(table).toContain(name);
  expect(table).toContain('bound: one line before all (Erlang C)');
  expect(table).toContain('p99 of a decision');
});

test('an interruption ends it between two runs', async () => {
  const interrupted = AbortSignal.abort(new Error('interrupted'));
  const run = runBalanceBenchmark({ settings, root, onStep: nothing, onProgress: nothing, signal: interrupted });
  await expect(run).rejects.toThrow('interrupted');
});

test('the rule is judged against the shortest queue, and a way that was not run has missed its aim', () => {
  const figures = { meanWaitMs: 104, p99WaitMs: 106, meanResponseMs: 0, balanceIndex: 0.96 };
  const shortest = { ...figures, meanWaitMs: 100, p99WaitMs: 100 };
  const met = (ways: Parameters<typeof aimsOf>[0]) => judge(aimsOf(ways, { p99: 4 })).map((verdict) => verdict.met);
  expect(
    met([
      { name: 'the balancer’s rule', ...figures },
      { name: 'join the shortest queue', ...shortest },
    ]),
  ).toEqual([true, false, true, true]);
  expect(met([])).toEqual([false, false, false, true]);
});
