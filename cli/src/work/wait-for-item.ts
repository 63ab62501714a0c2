import type { WorkItem } from '@longshore/schemas';
import { getWorkItem } from '../api/work.ts';
import type { Cli } from '../cli.ts';

const FIRST_LOOK_MS = 100;
const LAST_LOOK_MS = 1_000;

/** After which it is said why nothing happens. */
const STUCK_MS = 20_000;

/** Waits until an item has ended. Whoever waits ends it by ^C: the item goes on. */
export async function endOfItem(cli: Cli, id: string): Promise<WorkItem> {
  const sinceMs = cli.terminal.monotonicMs();
  let told = false;
  for (let lookMs = FIRST_LOOK_MS; ; lookMs = Math.min(lookMs * 1.5, LAST_LOOK_MS)) {
    const item = await getWorkItem(cli.api, id);
    if (item.status === 'completed' || item.status === 'failed') return item;
    if (!told && item.tries === 0 && cli.terminal.monotonicMs() - sinceMs > STUCK_MS) {
      told = true;
      await cli.note('no worker has taken it yet · longshore work queues shows how many there are\n');
    }
    await cli.terminal.sleep(lookMs);
  }
}
