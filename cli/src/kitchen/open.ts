import type { KitchenSummary, OpenKitchenInput } from '@longshore/schemas';
import { getKitchen, openKitchen } from '../api/kitchens.ts';
import { ProblemError } from '../api/problem-to-error.ts';
import type { Cli } from '../cli.ts';

export interface KitchenOpenOptions {
  name?: string;
  at?: { latitude: number; longitude: number };
  capacity?: number;
  rail?: number;
  bestAt?: string[];
  clockFactor?: number;
  wait?: boolean;
  json?: boolean;
}

const LOOK_MS = 300;
/** After which it is said where to look. */
const STUCK_MS = 20_000;

/** `longshore kitchen open` */
export async function kitchenOpen(cli: Cli, id: string | undefined, options: KitchenOpenOptions): Promise<void> {
  const opened = await openKitchen(cli.api, inputOf(id, options));
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

function inputOf(id: string | undefined, options: KitchenOpenOptions): OpenKitchenInput {
  const { name, at, capacity, rail, bestAt, clockFactor } = options;
  return {
    ...(id === undefined ? {} : { id }),
    ...(name === undefined ? {} : { name }),
    ...(at === undefined ? {} : { location: at }),
    ...(capacity === undefined ? {} : { capacity }),
    ...(rail === undefined ? {} : { railMax: rail }),
    ...(bestAt === undefined ? {} : { specialties: bestAt }),
    ...(clockFactor === undefined ? {} : { clockFactor }),
  };
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
