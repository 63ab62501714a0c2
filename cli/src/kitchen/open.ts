import type { KitchenSummary, OpenKitchenInput } from '@longshore/schemas';
import { getKitchen, openKitchen } from '../api/kitchens.ts';
import { ProblemError } from '../api/problem-to-error.ts';
import type { Cli } from '../cli.ts';
import { describeError } from '../errors/describe-error.ts';
import { EXIT } from '../errors/exit-codes.ts';
import { type KitchenWishes, kitchensToOpen } from './kitchens-to-open.ts';

export interface KitchenOpenOptions extends KitchenWishes {
  wait?: boolean;
  json?: boolean;
}

const LOOK_MS = 300;
/** After which it is said where to look. */
const STUCK_MS = 20_000;

/**
 * `longshore kitchen open`
 *
 * @returns 0 when all were opened
 */
export async function kitchenOpen(cli: Cli, id: string | undefined, options: KitchenOpenOptions): Promise<number> {
  const wanted = kitchensToOpen(id, options);
  if (wanted.length > 1) return openSeveral(cli, wanted, options);
  await openOne(cli, wanted[0] ?? {}, options);
  return EXIT.done;
}

async function openOne(cli: Cli, wanted: OpenKitchenInput, options: KitchenOpenOptions): Promise<void> {
  const opened = await openKitchen(cli.api, wanted);
  if (options.wait) {
    const kitchen = await untilOpen(cli, opened);
    if (options.json) return cli.printJson(kitchen);
    return cli.print(`${kitchen.id}\n`);
  }
  if (options.json) return cli.printJson(opened);
  // The id alone on stdout, so that a script can take it.
  await cli.print(`${opened.id}\n`);
  await cli.note(`opens as job ${opened.jobId} · longshore kitchen list shows when it takes orders\n`);
}

/** One that is open already does not keep the others from opening; what is wrong with one is wrong with all. */
async function openSeveral(
  cli: Cli,
  wanted: readonly OpenKitchenInput[],
  options: KitchenOpenOptions,
): Promise<number> {
  const opened: { id: string; jobId: string }[] = [];
  let exitCode: number = EXIT.done;
  for (const one of wanted) {
    try {
      const answer = await openKitchen(cli.api, one);
      opened.push(answer);
      if (!options.wait) await printOpened(cli, answer, options);
    } catch (error) {
      if (!(error instanceof ProblemError) || error.code !== 'kitchen_is_open') throw error;
      const report = describeError(error, cli.errStyle);
      await cli.note(report.text);
      exitCode = report.exitCode;
    }
  }
  if (options.wait) for (const one of opened) await printOpened(cli, await untilOpen(cli, one), options);
  else if (opened.length > 0) await cli.note('longshore kitchen list shows when they take orders\n');
  return exitCode;
}

async function printOpened(cli: Cli, opened: { id: string }, { json }: KitchenOpenOptions): Promise<void> {
  if (json) await cli.printJsonLine(opened);
  else await cli.print(`${opened.id}\n`);
}

/** Waits until it takes orders. Whoever waits ends it by ^C: the kitchen opens all the same. */
async function untilOpen(cli: Cli, { id, jobId }: { id: string; jobId: string }): Promise<KitchenSummary> {
  const sinceMs = cli.terminal.monotonicMs();
  let told = false;
  for (;;) {
    const kitchen = await found(cli, id);
    if (kitchen?.state === 'open') return kitchen;
    if (!told && cli.terminal.monotonicMs() - sinceMs > STUCK_MS) {
      told = true;
      await cli.note(`it has not registered yet · longshore job show ${jobId} shows what becomes of its container\n`);
    }
    await cli.terminal.sleep(LOOK_MS);
  }
}

/** Null: nothing is known of it yet. */
async function found(cli: Cli, id: string): Promise<KitchenSummary | null> {
  try {
    return await getKitchen(cli.api, id);
  } catch (error) {
    if (error instanceof ProblemError && error.status === 404) return null;
    throw error;
  }
}
