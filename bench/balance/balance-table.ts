import { verdictRows } from '../aims.ts';
import { alignColumns } from '../align-columns.ts';
import { measuredOn } from '../machine.ts';
import type { BalanceBenchmark } from './run-balance-benchmark.ts';

/** The result as tables for a terminal. */
export function formatBalanceTable({
  settings,
  bound,
  ways,
  decisionMs,
  verdicts,
  ...occasion
}: BalanceBenchmark): string {
  const { kitchens, cooks, load, orders, seeds, cookMs, kitchensToChooseFrom } = settings;
  const ms = (value: number): string => value.toFixed(0);
  return [
    `${kitchens} kitchens of ${cooks} cooks at ${load * 100} % load, ${cookMs} ms a dish on average; ${seeds} runs of ${orders} orders, the same for all ways.`,
    '',
    ...alignColumns([
      ['', 'mean wait, ms', 'p99, ms', 'mean response, ms', 'balance'],
      ...ways.map(({ name, meanWaitMs, p99WaitMs, meanResponseMs, balanceIndex }) => [
        name,
        ms(meanWaitMs),
        ms(p99WaitMs),
        ms(meanResponseMs),
        balanceIndex.toFixed(3),
      ]),
      [
        'bound: one line before all (Erlang C)',
        ms(bound.meanWaitMs),
        ms(bound.p99WaitMs),
        ms(bound.meanWaitMs + cookMs),
        '',
      ],
    ]),
    '',
    `One decision among ${kitchensToChooseFrom} kitchens with its receipt: median ${decisionMs.median.toFixed(2)} ms, p99 ${decisionMs.p99.toFixed(2)} ms, longest ${decisionMs.max.toFixed(2)} ms.`,
    '',
    ...verdictRows(verdicts),
    '',
    measuredOn(occasion),
    '',
  ].join('\n');
}
