import { KITCHEN_RUN_STATES, type KitchenRun } from '@longshore/schemas';
import { formatCount, formatDuration, formatShare } from '@longshore/schemas/words';
import type { Cli } from '../cli.ts';
import { formatFacts } from '../output/facts.ts';
import { bar } from '../output/progress-bar.ts';
import { formatTable } from '../output/table.ts';
import { oneLine } from '../output/width.ts';

const BAR = 22;

/** One line: `lunch: running [████░░░░] 34 s of 60 s · 120 orders, 98 ended`. */
export function runLine({ scenario, state, reason, durationMs, elapsedMs, received, ended }: KitchenRun): string {
  const word = KITCHEN_RUN_STATES[state].word.toLowerCase();
  if (state === 'preparing') return `${scenario}: ${word}${reason === null ? '' : `: ${oneLine(reason)}`}`;
  const orders = `${formatCount(received)} orders, ${formatCount(ended)} ended`;
  if (KITCHEN_RUN_STATES[state].terminal) return `${scenario}: ${word} · ${orders}`;
  const done = durationMs <= 0 ? 1 : elapsedMs / durationMs;
  const time = `${formatDuration(Math.min(elapsedMs, durationMs))} of ${formatDuration(durationMs)}`;
  return `${scenario}: ${word} ${bar(done, BAR)} ${time} · ${orders}`;
}

type Result = NonNullable<KitchenRun['result']>;

function spreadWords({ mean, p95, p99 }: Result['responseMs']): string {
  return `${formatDuration(mean)} on average, 95 % within ${formatDuration(p95)}, 99 % within ${formatDuration(p99)}`;
}

/** What came of a run: figures, then a line for each kitchen. */
export function formatRun(cli: Cli, run: KitchenRun): string {
  const { style } = cli;
  const speed = run.speed === 1 ? '' : `, ${run.speed} times as fast as real`;
  const head = `${style.bold(`${run.scenario}, ${run.policy}`)}  ${style.state(KITCHEN_RUN_STATES[run.state])}\n`;
  const asked = formatFacts(
    [
      ['Run', run.id],
      ['Seed', `${run.seed}${speed}`],
      ['Kitchens', `${run.kitchens}`],
      ['Reason', run.reason === null ? null : oneLine(run.reason)],
    ],
    style,
  );
  return run.result === null ? `${head}${asked}` : `${head}${asked}\n${formatResult(cli, run.result)}`;
}

function formatResult({ style, terminal }: Cli, result: Result): string {
  const { received, delivered, failed, migrationEfficiency, takenBack, wastedDishes } = result;
  const facts = formatFacts(
    [
      ['Delivered', `${formatCount(delivered)} of ${formatCount(received)}`],
      ['Failed', failed === 0 ? null : style.tone('badly', formatCount(failed))],
      ['Throughput', `${formatCount(result.readyPerMinute)} a minute`],
      ['Response', spreadWords(result.responseMs)],
      ['Wait', spreadWords(result.waitMs)],
      ['Balance', result.balanceIndex.toFixed(3)],
      ['Migration', migrationEfficiency === null ? 'none' : `${formatShare(migrationEfficiency)} began sooner for it`],
      ['Taken back', takenBack === 0 ? null : `${formatCount(takenBack)} from lost kitchens`],
      ['Wasted', wastedDishes === 0 ? null : `${formatCount(wastedDishes)} dishes cooked for nothing`],
    ],
    style,
  );
  const kitchens = formatTable<Result['kitchens'][number]>(
    [
      { header: 'Kitchen', text: ({ kitchenId }) => kitchenId },
      { header: 'Dishes', text: ({ dishes }) => formatCount(dishes), align: 'right' },
      { header: 'At work', text: ({ utilisation }) => formatShare(utilisation), align: 'right' },
    ],
    result.kitchens,
    { width: terminal.out.columns, style },
  );
  return `${facts}\n${kitchens}`;
}
