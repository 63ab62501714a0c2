import { ORDER_STATES, type OrderReceiptView, type OrderSummary, type OrderView } from '@longshore/schemas';
import { plural } from '@longshore/schemas/words';
import { getOrder, listOrders } from '../api/kitchens.ts';
import type { Cli } from '../cli.ts';
import { formatFacts } from '../output/facts.ts';
import { type Column, formatTable } from '../output/table.ts';
import { ago, spanBetween } from '../output/time.ts';
import { oneLine } from '../output/width.ts';
import { orderStateColumn, orderWhere } from './order-words.ts';
import { failureWords, formatLife } from './watch-order.ts';

export interface KitchenOrdersOptions {
  state?: string[];
  kitchen?: string;
  run?: string;
  limit?: number;
  json?: boolean;
}

/** `longshore kitchen orders`: all, or one of them. */
export async function kitchenOrders(cli: Cli, given: string | undefined, options: KitchenOrdersOptions): Promise<void> {
  return given === undefined ? listed(cli, options) : shown(cli, given, options);
}

async function listed(cli: Cli, { state, kitchen, run, limit = 20, json }: KitchenOrdersOptions): Promise<void> {
  const page = await listOrders(cli.api, {
    limit,
    ...(state === undefined ? {} : { state: state.join(',') }),
    ...(kitchen === undefined ? {} : { kitchen }),
    ...(run === undefined ? {} : { run }),
  });
  if (json) return cli.printJson(page);
  if (page.items.length === 0) return cli.note('no such orders · longshore kitchen order places one\n');
  await cli.print(formatOrders(cli, page.items));
  if (page.next !== null) await cli.note(`there are more · --limit ${limit * 2} shows more of them\n`);
}

function formatOrders({ style, terminal }: Cli, orders: readonly OrderSummary[]): string {
  const nowMs = terminal.nowMs();
  const columns: Column<OrderSummary>[] = [
    { header: 'Order', text: ({ id }) => id },
    { header: 'Dish', text: ({ dish }) => dish },
    orderStateColumn(style),
    { header: 'Priority', text: ({ priority }) => `${priority}`, align: 'right', dropOrder: 3 },
    { header: 'Placed', text: ({ receivedAt }) => ago(receivedAt, nowMs), dropOrder: 2 },
    {
      header: 'Ready after',
      text: ({ receivedAt, readyAt }) => (readyAt === null ? '–' : spanBetween(receivedAt, readyAt, nowMs)),
      align: 'right',
      dropOrder: 1,
    },
    { header: 'Where', text: orderWhere, shrinkTo: 12 },
  ];
  return formatTable(columns, orders, { width: terminal.out.columns, style });
}

async function shown(cli: Cli, given: string, { json }: KitchenOrdersOptions): Promise<void> {
  const order = await getOrder(cli.api, given);
  if (json) return cli.printJson(order);
  const { style, terminal } = cli;
  const { latitude, longitude } = order.place;
  const facts = formatFacts(
    [
      ['Dish', order.dish],
      ['Customer', `${latitude.toFixed(4)}, ${longitude.toFixed(4)}`],
      ['Priority', `${order.priority}`],
      ['Kitchen', order.kitchen],
      ['Waits for', order.waitsFor === '' ? null : oneLine(order.waitsFor)],
      ['Refused by', order.refusedBy.length === 0 ? null : order.refusedBy.join(', ')],
      ['Lost with', order.losses === 0 ? null : plural(order.losses, 'kitchen')],
      ['Run', order.run],
      ['Placed', ago(order.receivedAt, terminal.nowMs())],
    ],
    style,
  );
  const [receipt] = order.receipts;
  await cli.print(
    [
      `${style.bold(order.id)}  ${style.state(ORDER_STATES[order.state])}\n${facts}`,
      order.failure === null ? '' : failureWords(order.failure),
      `${style.bold('Life')}\n${formatLife(cli, order).join('')}`,
      receipt === undefined ? withoutReceipt(order) : formatReceipt(cli, order, receipt),
    ]
      .filter((part) => part !== '')
      .join('\n'),
  );
}

function withoutReceipt({ withoutReceipt: why }: OrderView): string {
  return why === '' ? '' : `${oneLine(why)}\n`;
}

function formatReceipt({ style, terminal }: Cli, { receipts }: OrderView, receipt: OrderReceiptView): string {
  type Row = OrderReceiptView['candidates'][number];
  const term = (name: string, header: string): Column<Row> => ({
    header,
    text: ({ terms }) => terms.find((one) => one.name === name)?.weighted.toFixed(3) ?? '–',
    align: 'right',
    dropOrder: 1,
  });
  const table = formatTable<Row>(
    [
      {
        header: 'Kitchen',
        text: ({ kitchenId }) => kitchenId,
        paint: (text, { kitchenId }) => (kitchenId === receipt.winner ? style.bold(text) : text),
      },
      { header: 'Holds', text: ({ held, room }) => `${held}/${room}`, align: 'right' },
      { header: 'Score', text: ({ score }) => score?.toFixed(3) ?? '–', align: 'right' },
      ...(receipt.weights === null
        ? []
        : [term('load', 'Load'), term('specialty', 'Specialty'), term('time', 'Time'), term('distance', 'Distance')]),
      {
        header: 'Why not',
        text: ({ excludedBy }) =>
          excludedBy === null ? '' : `${excludedBy.filter}: needs ${excludedBy.required}, has ${excludedBy.available}`,
        shrinkTo: 12,
      },
    ],
    receipt.candidates,
    { width: terminal.out.columns, style },
  );
  const older = receipts.length === 1 ? '' : `and ${plural(receipts.length - 1, 'decision')} before; --json has them\n`;
  return `${style.bold(`Why there: ${oneLine(receipt.summary)}`)}\n${table}${older}`;
}
