import { chanceOf, isInCity } from '@longshore/kitchens';
import { CITY, DISHES, KITCHEN_LIMITS, type OrderInput } from '@longshore/schemas';
import { formatCount } from '@longshore/schemas/words';
import { placeOrders } from '../api/kitchens.ts';
import type { Cli } from '../cli.ts';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-codes.ts';
import { watchOrder } from './watch-order.ts';
import { latestChange, watchOrders } from './watch-orders.ts';

export interface KitchenOrderOptions {
  near?: { latitude: number; longitude: number };
  random?: boolean;
  count?: number;
  priority?: number;
  seed?: number;
  watch?: boolean;
  json?: boolean;
}

/** `longshore kitchen order` */
export async function kitchenOrder(cli: Cli, dish: string | undefined, options: KitchenOrderOptions): Promise<number> {
  if (options.near !== undefined && options.random === true) {
    throw new CliError({
      what: 'a place is named, and --random is given',
      where: 'longshore kitchen order',
      advice: 'give one of --near and --random, or neither',
      exitCode: EXIT.refused,
      code: 'usage',
    });
  }
  const wishes = wishesOf(cli, dish, options);
  const single = wishes.length === 1;
  // Before they are placed: one may be delivered before anybody looks.
  const after = options.watch && !single ? await latestChange(cli) : 0;
  const ids: string[] = [];
  for (let from = 0; from < wishes.length; from += KITCHEN_LIMITS.ordersAtOnceMax) {
    ids.push(...(await placeOrders(cli.api, wishes.slice(from, from + KITCHEN_LIMITS.ordersAtOnceMax))));
  }
  if (options.watch) return single ? watchOrder(cli, ids[0] ?? '', options) : watchOrders(cli, ids, after, options);
  if (options.json) await cli.printJson(single ? { id: ids[0] } : { ids });
  else if (single) await cli.print(`${ids[0]}\n`);
  else await cli.print(`${formatCount(ids.length)} orders placed\n`);
  return EXIT.done;
}

function wishesOf(cli: Cli, dish: string | undefined, options: KitchenOrderOptions): OrderInput[] {
  const chance = chanceOf(options.seed ?? cli.terminal.nowMs(), 'orders by hand');
  const anyDish = (): string => DISHES[Math.floor(chance() * DISHES.length)]?.name ?? 'soup';
  return Array.from({ length: options.count ?? 1 }, () => ({
    dish: dish ?? anyDish(),
    place: options.near ?? anyPlace(chance),
    ...(options.priority === undefined ? {} : { priority: options.priority }),
  }));
}

const KM_PER_DEGREE = 111.195;

/** A place in the city: of a square around it, tried until one is inside. */
function anyPlace(chance: () => number): OrderInput['place'] {
  const { centre, radiusKm } = CITY;
  const north = radiusKm / KM_PER_DEGREE;
  const east = north / Math.cos((centre.latitude * Math.PI) / 180);
  for (;;) {
    const place = {
      latitude: centre.latitude + (2 * chance() - 1) * north,
      longitude: centre.longitude + (2 * chance() - 1) * east,
    };
    if (isInCity(CITY, place)) return place;
  }
}
