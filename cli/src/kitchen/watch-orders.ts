import { ORDER_STATE_NAMES, ORDER_STATES, type OrderState, orderHasEnded } from '@longshore/schemas';
import { formatCount, formatDuration } from '@longshore/schemas/words';
import { getOrder, kitchenChanges } from '../api/kitchens.ts';
import { LiveHints } from '../api/live-hints.ts';
import { Patience } from '../api/patience.ts';
import type { Cli } from '../cli.ts';
import { EXIT } from '../errors/exit-codes.ts';
import { LiveLine } from './live-line.ts';

/** How far the changes of orders go by now. */
export async function latestChange(cli: Cli): Promise<number> {
  for (let after = 0; ; ) {
    const { next, more } = await kitchenChanges(cli.api, after);
    after = next;
    if (!more) return after;
  }
}

/**
 * Follows many orders to their end in one line. Whoever watches ends it by ^C: the orders go on.
 *
 * @param since - how far the changes went before they were placed
 * @returns 0 when all were delivered
 */
export async function watchOrders(
  cli: Cli,
  ids: readonly string[],
  since: number,
  options: { json?: boolean },
): Promise<number> {
  using hints = new LiveHints(cli.api, { subjects: ['kitchens'], calmPollMs: 500, blindPollMs: 500 });
  const patience = new Patience(cli.terminal, (text) => cli.note(`${text}\n`));
  const states = new Map<string, OrderState>(ids.map((id) => [id, 'received']));
  const line = new LiveLine(cli);
  const beganMs = cli.terminal.monotonicMs();
  for (let after = since; ; ) {
    const changes = await patience.ask(() => kitchenChanges(cli.api, after));
    after = changes.next;
    for (const { id, state } of changes.orders) if (states.has(id)) states.set(id, state);
    // What happened meanwhile is not told any more: of those that are not among the open ones, each is asked for.
    if (changes.whole) await lookUp(cli, patience, states, new Set(changes.orders.map(({ id }) => id)));
    const open = [...states.values()].filter((state) => !orderHasEnded(state)).length;
    await line.show(countWords(states), open === 0);
    if (open === 0) break;
    if (!changes.more) await hints.next();
  }
  const failed = [...states.values()].filter((state) => state === 'failed').length;
  const tookMs = Math.round(cli.terminal.monotonicMs() - beganMs);
  const delivered = ids.length - failed;
  if (options.json) await cli.printJson({ ids, delivered, failed, tookMs });
  else
    await cli.print(`${formatCount(delivered)} of ${formatCount(ids.length)} delivered in ${formatDuration(tookMs)}\n`);
  return failed === 0 ? EXIT.done : EXIT.failed;
}

async function lookUp(
  cli: Cli,
  patience: Patience,
  states: Map<string, OrderState>,
  open: ReadonlySet<string>,
): Promise<void> {
  for (const [id, state] of states) {
    if (open.has(id) || orderHasEnded(state)) continue;
    states.set(id, (await patience.ask(() => getOrder(cli.api, id))).state);
  }
}

/** `3 received · 12 cooking · 85 delivered` */
function countWords(states: ReadonlyMap<string, OrderState>): string {
  const counts = new Map<OrderState, number>();
  for (const state of states.values()) counts.set(state, (counts.get(state) ?? 0) + 1);
  return ORDER_STATE_NAMES.filter((state) => counts.has(state))
    .map((state) => `${formatCount(counts.get(state) ?? 0)} ${ORDER_STATES[state].word.toLowerCase()}`)
    .join(' · ');
}
