import { type SortDetail, sortHasEnded } from '@longshore/schemas';
import { LiveHints } from '../../api/live-hints.ts';
import { Patience } from '../../api/patience.ts';
import { getSort } from '../../api/sorts.ts';
import type { Cli } from '../../cli.ts';
import { sortLine } from './sort-words.ts';

/** A line is rewritten at most so often where nobody looks at a terminal. */
const PLAIN_LINE_MS = 5_000;
const CLEAR_LINE = '\r\u001b[2K';

/**
 * Waits until a sort has ended, through restarts of the control plane, and tells on stderr how far it is: in one line
 * that is rewritten on a terminal, in a line now and then elsewhere.
 */
export async function followSort(cli: Cli, id: string, signal: AbortSignal): Promise<SortDetail> {
  using hints = new LiveHints(cli.api, { subjects: ['jobs'], calmPollMs: 2_000 });
  const patience = new Patience(cli.terminal, (text) => cli.note(`${text}\n`));
  const onTerminal = cli.terminal.err.isTTY;
  let told = '';
  let toldAtMs = Number.NEGATIVE_INFINITY;
  for (;;) {
    const sort = await patience.ask(() => getSort(cli.api, id), signal);
    const hasEnded = sortHasEnded(sort.state);
    const line = sortLine(sort);
    const nowMs = cli.terminal.monotonicMs();
    if (onTerminal) await cli.note(`${CLEAR_LINE}${line}${hasEnded ? '\n' : ''}`);
    else if (line !== told && (hasEnded || nowMs - toldAtMs >= PLAIN_LINE_MS)) {
      await cli.note(`${line}\n`);
      told = line;
      toldAtMs = nowMs;
    }
    if (hasEnded) return sort;
    await hints.next(signal);
    signal.throwIfAborted();
  }
}
