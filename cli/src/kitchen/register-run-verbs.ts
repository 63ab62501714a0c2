import type { ScenarioName } from '@longshore/schemas';
import { Argument, type Command, Option } from 'commander';
import type { CommandHost } from '../command/command-host.ts';
import { withExamples } from '../command/examples.ts';
import { amountOption, indexOption, numberOption } from '../parse/option-parsers.ts';
import { POLICIES } from './register-network-verbs.ts';
import type { KitchenRunsOptions } from './runs.ts';
import type { KitchenScenarioOptions } from './scenario.ts';

const RUN = 'the id of a run, or the start of it';
const SCENARIOS = ['lunch', 'rush', 'fire', 'uneven', 'opening'] satisfies ScenarioName[];

/** Adds runs of scenarios. */
export function registerRunVerbs(kitchen: Command, host: CommandHost): void {
  const scenario = kitchen
    .command('scenario')
    .description('run a scenario, follow it, and print what came of it; without a name, list them')
    .addArgument(new Argument('[scenario]', 'which').choices(SCENARIOS))
    .option('--kitchens <count>', 'that it opens, and closes again (default: 5)', amountOption)
    .option('--speed <factor>', 'how much faster than real it goes, cooks and all (default: 1)', numberOption)
    .addOption(
      new Option('--policy <policy>', 'for as long as it goes (default: that of the network)').choices(POLICIES),
    )
    .option('--seed <n>', 'the same seed gives the same orders (default: 1)', indexOption)
    .option('--keep-open', 'its kitchens stay open after it')
    .option('--detach', 'print its id and do not wait')
    .option('--json', 'as one JSON document')
    .action((name: ScenarioName | undefined, options: KitchenScenarioOptions) =>
      host.run(async (cli) => (await import('./scenario.ts')).kitchenScenario(cli, name, options)),
    );
  withExamples(scenario, [
    ['longshore kitchen scenario lunch --kitchens 5 --speed 2', 'Ctrl-C stops it'],
    ['longshore kitchen scenario fire --policy random --seed 7', 'the same orders as with any other policy'],
  ]);

  const runs = kitchen
    .command('runs')
    .description('list runs of scenarios, the newest first, or show one')
    .argument('[run]', RUN)
    .option('--stop', 'stop it: no more orders, its kitchens close')
    .option('--json', 'as one JSON document')
    .action((given: string | undefined, options: KitchenRunsOptions) =>
      host.run(async (cli) => (await import('./runs.ts')).kitchenRuns(cli, given, options)),
    );
  withExamples(runs, [['longshore kitchen runs 0199', 'what came of it, kitchen by kitchen']]);

  const compare = kitchen
    .command('compare')
    .description('put runs side by side, and mark the best of each measure')
    .argument('<run...>', RUN)
    .option('--json', 'as one JSON document')
    .action((given: string[], options: { json?: boolean }) =>
      host.run(async (cli) => (await import('./compare.ts')).kitchenCompare(cli, given, options)),
    );
  withExamples(compare, [['longshore kitchen compare 0199a 0199b', 'the same seed gives the same orders']]);
}
