import type { OrderState } from '@longshore/schemas';
import { Argument, type Command, Option } from 'commander';
import type { CommandHost } from '../command/command-host.ts';
import { withExamples } from '../command/examples.ts';
import { amountOption, indexOption, placeOption } from '../parse/option-parsers.ts';
import type { KitchenOrderOptions } from './order.ts';
import type { KitchenOrdersOptions } from './orders.ts';

const ORDER = 'the id of an order, or the start of it';

/** Written out, as the schema is loaded only when something is done; a test holds them against it. */
export const DISH_NAMES = [
  'biryani',
  'burger',
  'curry',
  'dumplings',
  'falafel',
  'noodles',
  'pizza',
  'ramen',
  'salad',
  'soup',
  'sushi',
  'tacos',
];
const STATES = ['received', 'assigned', 'cooking', 'ready', 'delivered', 'failed'] satisfies OrderState[];

/** Adds what can be done with orders. */
export function registerOrderVerbs(kitchen: Command, host: CommandHost): void {
  const order = kitchen
    .command('order')
    .description('place orders; dish and place are drawn where they are not given')
    .addArgument(new Argument('[dish]', 'what is ordered').choices(DISH_NAMES))
    .option('--near <lat,lon>', 'where the customer is, within the city', placeOption)
    .option('--random', 'anywhere in the city, as when --near is left out')
    .option('--count <orders>', 'how many (default: 1)', amountOption)
    .option('--priority <n>', 'from 0 to 9, higher goes first (default: 0)', indexOption)
    .option('--seed <n>', 'draws the same dishes and places again', indexOption)
    .option('--watch', 'follow them to their end; ends with 1 when one failed')
    .option('--json', 'as one JSON document')
    .action((dish: string | undefined, options: KitchenOrderOptions) =>
      host.run(async (cli) => (await import('./order.ts')).kitchenOrder(cli, dish, options)),
    );
  withExamples(order, [
    ['longshore kitchen order', 'one of anything; prints the id'],
    ['longshore kitchen order ramen --near 60.17,24.94 --watch', 'and what happens to it'],
    ['longshore kitchen order --count 500 --watch', 'a burst'],
  ]);

  const orders = kitchen
    .command('orders')
    .description('list orders, the newest first, or show one with its life and why it went where it went')
    .argument('[order]', ORDER)
    .addOption(new Option('--state <state...>', 'only in these states').choices(STATES))
    .option('--kitchen <kitchen>', 'only those that this kitchen has, or had last')
    .option('--run <run>', 'only those of this run of a scenario')
    .option('--limit <count>', 'how many (default: 20)', amountOption)
    .option('--json', 'as one JSON document')
    .action((given: string | undefined, options: KitchenOrdersOptions) =>
      host.run(async (cli) => (await import('./orders.ts')).kitchenOrders(cli, given, options)),
    );
  withExamples(orders, [
    ['longshore kitchen orders --state failed', 'with why each failed'],
    ['longshore kitchen orders 0199', 'one of them: its life, and the scores that decided'],
  ]);

  const callOff = kitchen
    .command('call-off')
    .description('call orders off that are not ready yet')
    .argument('<order...>', ORDER)
    .option('--json', 'one JSON object a line')
    .action((given: string[], options: { json?: boolean }) =>
      host.run(async (cli) => (await import('./call-off.ts')).kitchenCallOff(cli, given, options)),
    );
  withExamples(callOff, [['longshore kitchen call-off 0199', 'its kitchen drops it']]);
}
