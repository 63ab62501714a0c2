import { KITCHEN_RUN_STATES, type KitchenRun } from '@longshore/schemas';
import { formatCount, formatDuration } from '@longshore/schemas/words';
import { getRun, listRuns, stopRun } from '../api/kitchens.ts';
import type { Cli } from '../cli.ts';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-codes.ts';
import { type Column, formatTable } from '../output/table.ts';
import { ago } from '../output/time.ts';
import { formatRun } from './run-words.ts';

export interface KitchenRunsOptions {
  stop?: boolean;
  json?: boolean;
}

/** `longshore kitchen runs`: all, or one of them. */
export async function kitchenRuns(cli: Cli, given: string | undefined, options: KitchenRunsOptions): Promise<void> {
  if (given === undefined) {
    if (options.stop) throw noRun();
    return listed(cli, options);
  }
  if (options.stop) await stopRun(cli.api, given);
  const run = await getRun(cli.api, given);
  if (options.json) return cli.printJson(run);
  if (options.stop) return cli.print(`${run.id}: told to stop\n`);
  await cli.print(formatRun(cli, run));
}

function noRun(): CliError {
  return new CliError({
    what: 'no run is named',
    where: 'longshore kitchen runs --stop',
    advice: 'longshore kitchen runs lists them',
    exitCode: EXIT.refused,
    code: 'usage',
  });
}

async function listed(cli: Cli, { json }: KitchenRunsOptions): Promise<void> {
  const runs = await listRuns(cli.api);
  if (json) return cli.printJson(runs);
  if (runs.items.length === 0) return cli.note('no runs yet · longshore kitchen scenario lunch starts one\n');
  const { style, terminal } = cli;
  const nowMs = terminal.nowMs();
  const columns: Column<KitchenRun>[] = [
    { header: 'Run', text: ({ id }) => id },
    { header: 'Scenario', text: ({ scenario }) => scenario },
    { header: 'Policy', text: ({ policy }) => policy },
    { header: 'Seed', text: ({ seed }) => `${seed}`, align: 'right', dropOrder: 3 },
    {
      header: 'State',
      text: ({ state }) => `${KITCHEN_RUN_STATES[state].glyph} ${KITCHEN_RUN_STATES[state].word}`,
      paint: (text, { state }) => style.tone(KITCHEN_RUN_STATES[state].tone, text),
    },
    { header: 'Orders', text: ({ received }) => formatCount(received), align: 'right', dropOrder: 2 },
    {
      header: 'Response',
      text: ({ result }) => (result === null ? '–' : formatDuration(result.responseMs.mean)),
      align: 'right',
    },
    { header: 'Balance', text: ({ result }) => result?.balanceIndex.toFixed(3) ?? '–', align: 'right', dropOrder: 1 },
    { header: 'Started', text: ({ createdAt }) => ago(createdAt, nowMs), dropOrder: 4 },
  ];
  await cli.print(formatTable(columns, runs.items, { width: terminal.out.columns, style }));
}
