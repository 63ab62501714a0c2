import type { Upset } from '@longshore/schemas';
import { Argument, type Command } from 'commander';
import type { CommandHost } from '../command/command-host.ts';
import { withExamples } from '../command/examples.ts';
import {
  amountOption,
  durationOption,
  indexOption,
  listOption,
  numberOption,
  placeOption,
} from '../parse/option-parsers.ts';
import type { KitchenCloseOptions } from './close.ts';
import type { KitchenOpenOptions } from './open.ts';
import { registerNetworkVerbs } from './register-network-verbs.ts';
import { registerOrderVerbs } from './register-order-verbs.ts';
import { registerRunVerbs } from './register-run-verbs.ts';
import type { KitchenScaleOptions } from './scale.ts';
import type { KitchenUpsetOptions } from './upset.ts';

const KITCHEN = 'the id of a kitchen';

/** Written out: the schema’s own list would load the schema before it is known what is to be done. */
const UPSETS = ['crash', 'freeze', 'cut-off'] satisfies Upset[];

/** Adds `kitchen` with its verbs. */
export function registerKitchenCommands(program: Command, host: CommandHost): void {
  const kitchen = program.command('kitchen').description('a city of kitchens, to watch load balancing at work');
  withExamples(kitchen, [
    ['longshore kitchen scenario lunch --kitchens 5 --speed 2', 'open five kitchens, run lunch, print what came of it'],
    ['longshore kitchen order ramen --watch', 'place an order, and follow it to its end'],
    ['longshore kitchen upset quay crash', 'and see where its orders go'],
  ]);
  registerList(kitchen, host);
  registerShow(kitchen, host);
  registerOpen(kitchen, host);
  registerClose(kitchen, host);
  registerScale(kitchen, host);
  registerUpset(kitchen, host);
  registerOrderVerbs(kitchen, host);
  registerNetworkVerbs(kitchen, host);
  registerRunVerbs(kitchen, host);
}

function registerList(kitchen: Command, host: CommandHost): void {
  const list = kitchen
    .command('list')
    .alias('ls')
    .description('list kitchens: what they cook, how full they are, what waits for them')
    .option('--json', 'as one JSON document')
    .action((options: { json?: boolean }) =>
      host.run(async (cli) => (await import('./list.ts')).kitchenList(cli, options)),
    );
  withExamples(list, [['longshore kitchen list', 'one line a kitchen']]);
}

function registerShow(kitchen: Command, host: CommandHost): void {
  const show = kitchen
    .command('show')
    .description('show a kitchen with the orders that it has')
    .argument('<kitchen>', KITCHEN)
    .option('--json', 'as one JSON document')
    .action((id: string, options: { json?: boolean }) =>
      host.run(async (cli) => (await import('./show.ts')).kitchenShow(cli, id, options)),
    );
  withExamples(show, [['longshore kitchen show quay', 'and its orders']]);
}

function registerOpen(kitchen: Command, host: CommandHost): void {
  const open = kitchen
    .command('open')
    .description('open a kitchen, as a job on one of the hosts; what is not given is chosen')
    .argument('[id]', 'its own in the city: small letters, digits and hyphens')
    .option('--name <name>', 'for people')
    .option('--at <lat,lon>', 'where it is, within the city', placeOption)
    .option('--capacity <dishes>', 'how many it cooks at once (default: 3)', numberOption)
    .option('--rail <orders>', 'how many may wait in it (default: one for three cooks)', indexOption)
    .option('--best-at <dishes>', 'dishes that it cooks faster than others, with commas', listOption)
    .option('--clock-factor <factor>', 'how much faster than real its cooks are (default: 1)', numberOption)
    .option('--count <n>', 'so many at once, 1 to 20; a number goes behind the id and the name of each', amountOption)
    .option('--wait', 'until it takes orders')
    .option('--json', 'as one JSON document; of several, one JSON object a line')
    .action((id: string | undefined, options: KitchenOpenOptions) =>
      host.run(async (cli) => (await import('./open.ts')).kitchenOpen(cli, id, options)),
    );
  withExamples(open, [
    ['longshore kitchen open --wait', 'anywhere, with everything chosen'],
    ['longshore kitchen open quay --at 60.17,24.95 --capacity 6 --best-at ramen,sushi', 'as wanted'],
    ['longshore kitchen open --count 5', 'five at once, each with an id and a place of its own'],
  ]);
}

function registerClose(kitchen: Command, host: CommandHost): void {
  const close = kitchen
    .command('close')
    .description('close kitchens: they give back what has not begun, and finish what cooks')
    .argument('[kitchen...]', KITCHEN)
    .option('--all', 'all that are open')
    .option('-y, --yes', 'also where others of the same job close with it')
    .option('--json', 'one JSON object a line')
    .action((ids: string[], options: KitchenCloseOptions) =>
      host.run(async (cli) => (await import('./close.ts')).kitchenClose(cli, ids, options)),
    );
  withExamples(close, [['longshore kitchen close quay', 'no order is lost']]);
}

function registerScale(kitchen: Command, host: CommandHost): void {
  const scale = kitchen
    .command('scale')
    .description('open or close kitchens until so many are open; those close first that hold the fewest orders')
    .argument('<count>', 'kitchens that are to be open', indexOption)
    .option('-y, --yes', 'do it: without it, only what it would be is said')
    .option('--json', 'one JSON object a line; without --yes, what it would be as one JSON document')
    .action((count: number, options: KitchenScaleOptions) =>
      host.run(async (cli) => (await import('./scale.ts')).kitchenScale(cli, count, options)),
    );
  withExamples(scale, [
    ['longshore kitchen scale 8', 'say what it would open or close'],
    ['longshore kitchen scale 8 --yes', 'and do it'],
  ]);
}

function registerUpset(kitchen: Command, host: CommandHost): void {
  const upset = kitchen
    .command('upset')
    .description('have a kitchen fail, to see what becomes of its orders')
    .argument('<kitchen>', KITCHEN)
    .addArgument(new Argument('<upset>', 'how it fails').choices(UPSETS))
    .option('--for <duration>', 'of one that passes (default: 5s)', durationOption)
    .option('--json', 'as one JSON document')
    .action((id: string, kind: Upset, options: KitchenUpsetOptions) =>
      host.run(async (cli) => (await import('./upset.ts')).kitchenUpset(cli, id, kind, options)),
    );
  withExamples(upset, [
    ['longshore kitchen upset quay crash', 'its program ends, and the agent starts it anew'],
    ['longshore kitchen upset quay cut-off --for 10s', 'it cooks on, but neither hears nor is heard'],
  ]);
}
