import { ORDER_FAILURES, ORDER_STATES, type OrderView, orderHasEnded } from '@longshore/schemas';
import { getOrder } from '../api/kitchens.ts';
import { LiveHints } from '../api/live-hints.ts';
import { Patience } from '../api/patience.ts';
import type { Cli } from '../cli.ts';
import { EXIT } from '../errors/exit-codes.ts';
import { spanBetween } from '../output/time.ts';
import { oneLine } from '../output/width.ts';

/**
 * Follows one order to its end, a line for each thing that happens to it. Whoever watches ends it by ^C: the order goes on.
 *
 * @returns 0 when it was delivered
 */
export async function watchOrder(cli: Cli, id: string, options: { json?: boolean }): Promise<number> {
  using hints = new LiveHints(cli.api, { subjects: ['kitchens'], calmPollMs: 500, blindPollMs: 500 });
  const patience = new Patience(cli.terminal, (text) => cli.note(`${text}\n`));
  let told = 0;
  let waitsFor = '';
  for (;;) {
    const order = await patience.ask(() => getOrder(cli.api, id));
    if (!options.json) {
      if (told === 0) await cli.print(`${order.id}  ${order.dish}\n`);
      await cli.print(formatLife(cli, order).slice(told).join(''));
      told = order.life.length;
      if (order.waitsFor !== '' && order.waitsFor !== waitsFor) await cli.note(`waits: ${oneLine(order.waitsFor)}\n`);
      waitsFor = order.waitsFor;
    }
    if (orderHasEnded(order.state)) {
      if (options.json) await cli.printJson(order);
      else if (order.failure !== null) await cli.print(failureWords(order.failure));
      return order.state === 'delivered' ? EXIT.done : EXIT.failed;
    }
    await hints.next();
  }
}

/** A line for each entry of an order's life. */
export function formatLife({ style, terminal }: Cli, { life, receivedAt }: OrderView): string[] {
  return life
    .map(({ at, what, kitchen, epoch }) => {
      const after = spanBetween(receivedAt, at, terminal.nowMs()).padStart(8);
      const known = Object.hasOwn(ORDER_STATES, what) ? ORDER_STATES[what as keyof typeof ORDER_STATES] : null;
      const words = known === null ? `~ ${what}` : `${known.glyph} ${what}`;
      const where = kitchen === null ? '' : oneLine(kitchen);
      return `${after}  ${style.tone(known?.tone ?? 'look', words.padEnd(12))}  ${where}${epoch > 1 ? `  (${epoch})` : ''}`.trimEnd();
    })
    .map((line) => `${line}\n`);
}

/** Why an order failed, and what to do. */
export function failureWords({ code, message }: NonNullable<OrderView['failure']>): string {
  return `${ORDER_FAILURES[code].words}: ${oneLine(message)}\n${ORDER_FAILURES[code].advice}\n`;
}
