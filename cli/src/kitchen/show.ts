import { KITCHEN_STATES, type KitchenDetail } from '@longshore/schemas';
import { formatCount, formatShare, listed, plural } from '@longshore/schemas/words';
import { getKitchen } from '../api/kitchens.ts';
import type { Cli } from '../cli.ts';
import { formatFacts } from '../output/facts.ts';
import { formatTable } from '../output/table.ts';
import { ago } from '../output/time.ts';
import { oneLine } from '../output/width.ts';
import { averageWords, orderStateColumn } from './order-words.ts';

/** `longshore kitchen show` */
export async function kitchenShow(cli: Cli, id: string, options: { json?: boolean }): Promise<void> {
  const kitchen = await getKitchen(cli.api, id);
  if (options.json) return cli.printJson(kitchen);
  const { style } = cli;
  const head = `${style.bold(oneLine(kitchen.name))}  ${style.state(KITCHEN_STATES[kitchen.state])}\n`;
  await cli.print(`${head}\n${facts(cli, kitchen)}${orders(cli, kitchen)}`);
}

function facts({ style, terminal }: Cli, kitchen: KitchenDetail): string {
  const { latitude, longitude } = kitchen.location;
  const nowMs = terminal.nowMs();
  const best = kitchen.specialties.length === 0 ? null : kitchen.specialties.join(', ');
  const factor = kitchen.clockFactor === 1 ? null : `${kitchen.clockFactor} times as fast as real`;
  const nonsense = `${formatCount(kitchen.nonsense)}, the last: ${oneLine(kitchen.nonsenseWords ?? '')}`;
  return formatFacts(
    [
      ['Id', kitchen.id],
      ['Place', `${latitude.toFixed(4)}, ${longitude.toFixed(4)}`],
      ['Cooks', `${kitchen.cooking} of ${kitchen.capacity} dishes`],
      ['Rail', `${kitchen.waiting} of ${plural(kitchen.railMax, 'order')} that may wait`],
      ['Load', formatShare(kitchen.load)],
      ['Best at', best],
      ['Clock', factor],
      ['Cooked', `${plural(kitchen.cooked, 'dish', 'dishes')}, ${averageWords(kitchen)} each`],
      ['Opened', `${ago(kitchen.openedAt, nowMs)}, took orders ${formatShare(kitchen.uptime)} of the time`],
      ['Boots', formatCount(kitchen.boots)],
      ['Heard', kitchen.heardAt === null ? 'never' : ago(kitchen.heardAt, nowMs)],
      ['Nonsense', kitchen.nonsense === 0 ? null : nonsense],
      ['Job', kitchen.jobId],
      ['Of one job with', kitchen.closesWith.length === 0 ? null : listed(kitchen.closesWith)],
      ['Agent', kitchen.agentId],
    ],
    style,
  );
}

function orders({ style, terminal }: Cli, { orders: held }: KitchenDetail): string {
  if (held.length === 0) return '';
  const table = formatTable<KitchenDetail['orders'][number]>(
    [
      { header: 'Order', text: ({ id }) => id },
      { header: 'Dish', text: ({ dish }) => dish },
      orderStateColumn(style),
      { header: 'Priority', text: ({ priority }) => `${priority}`, align: 'right' },
    ],
    held,
    { width: terminal.out.columns, style },
  );
  return `\n${table}`;
}
