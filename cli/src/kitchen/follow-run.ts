import { KITCHEN_RUN_STATES, type KitchenRun } from '@longshore/schemas';
import { getRun } from '../api/kitchens.ts';
import { LiveHints } from '../api/live-hints.ts';
import { Patience } from '../api/patience.ts';
import type { Cli } from '../cli.ts';
import { LiveLine } from './live-line.ts';
import { runLine } from './run-words.ts';

/** Waits until a run has ended, through restarts of the control plane, and tells on stderr how far it is. */
export async function followRun(cli: Cli, id: string, signal: AbortSignal): Promise<KitchenRun> {
  using hints = new LiveHints(cli.api, { subjects: ['kitchens'], calmPollMs: 1_000 });
  const patience = new Patience(cli.terminal, (text) => cli.note(`${text}\n`));
  const line = new LiveLine(cli);
  for (;;) {
    const run = await patience.ask(() => getRun(cli.api, id), signal);
    const hasEnded = KITCHEN_RUN_STATES[run.state].terminal;
    await line.show(runLine(run), hasEnded);
    if (hasEnded) return run;
    await hints.next(signal);
    signal.throwIfAborted();
  }
}
