import type { Policy } from '@longshore/schemas';
import { Argument, type Command } from 'commander';
import type { CommandHost } from '../command/command-host.ts';
import { withExamples } from '../command/examples.ts';
import { durationOption, indexOption, numberOption } from '../parse/option-parsers.ts';
import type { KitchenPolicyOptions } from './policy.ts';
import type { KitchenWeightsOptions } from './weights.ts';

/** Written out, as the schema is loaded only when something is done. */
export const POLICIES = [
  'scored',
  'round-robin',
  'least-loaded',
  'power-of-two',
  'random',
  'join-shortest-queue',
] satisfies Policy[];

/** Adds how orders find their way to kitchens. */
export function registerNetworkVerbs(kitchen: Command, host: CommandHost): void {
  const policy = kitchen
    .command('policy')
    .description('show or change how a kitchen is chosen, when orders move, and when a kitchen is lost')
    .addArgument(new Argument('[policy]', 'how a kitchen is chosen from the next order on').choices(POLICIES))
    .option('--high <percent>', 'a kitchen above gives orders that have not begun', numberOption)
    .option('--calm <percent>', 'it goes on giving until it is here', numberOption)
    .option('--low <percent>', 'a kitchen below takes some', numberOption)
    .option('--moves <count>', 'orders that move in one cycle; 0: none ever', indexOption)
    .option('--cycle <duration>', 'how often it is looked', durationOption)
    .option('--settle <duration>', 'one that was above for less gives nothing', durationOption)
    .option('--rest <duration>', 'an order that was moved is left alone for so long', durationOption)
    .option('--lost-after <duration>', 'a kitchen that was not heard for longer is lost', durationOption)
    .option('--json', 'as one JSON document')
    .action((name: Policy | undefined, options: KitchenPolicyOptions) =>
      host.run(async (cli) => (await import('./policy.ts')).kitchenPolicy(cli, name, options)),
    );
  withExamples(policy, [
    ['longshore kitchen policy', 'what holds, and what there is'],
    ['longshore kitchen policy power-of-two', 'from the next order on'],
    ['longshore kitchen policy --high 80 --calm 70', 'move orders sooner'],
  ]);

  const weights = kitchen
    .command('weights')
    .description('show or change the weights of the score; they are brought to a sum of 1')
    .option('--load <weight>', 'how much room is free', numberOption)
    .option('--specialty <weight>', 'whether it cooks the dish better than others', numberOption)
    .option('--time <weight>', 'how fast it was lately', numberOption)
    .option('--distance <weight>', 'how near the customer is', numberOption)
    .option('--json', 'as one JSON document')
    .action((options: KitchenWeightsOptions) =>
      host.run(async (cli) => (await import('./weights.ts')).kitchenWeights(cli, options)),
    );
  withExamples(weights, [['longshore kitchen weights --distance 0.4 --load 0.1', 'the rest stays as it is']]);
}
