import type { WorkType } from '@longshore/schemas';
// Not from where the schemas are: those would be loaded before it is known what is to be done.
import { WORK_TYPES } from '@longshore/schemas/work-item';
import { type Command, Option } from 'commander';
import type { CommandHost } from '../command/command-host.ts';
import { withExamples } from '../command/examples.ts';

const WORKER = 'the id of a worker, or the start of it';

/** Adds `worker` with its verbs. */
export function registerWorkerCommands(program: Command, host: CommandHost): void {
  const worker = program.command('worker').description('the programs that take work items');
  withExamples(worker, [
    ['longshore worker list', 'who takes what, and how it goes'],
    ['longshore worker stop 0199 --type file', 'it finishes what it holds of that type, and takes no more'],
  ]);
  const list = worker
    .command('list')
    .alias('ls')
    .description('list workers, those heard last first')
    .option('--json', 'as one JSON document')
    .action((options: { json?: boolean }) =>
      host.run(async (cli) => (await import('./list.ts')).workerList(cli, options)),
    );
  withExamples(list, [['longshore worker list', 'with what each holds']]);
  for (const [verb, does, example] of [
    ['start', 'let workers take items again', 'of all its types'],
    ['stop', 'have workers finish what they hold and take nothing more', 'it stays in its groups, ready to go on'],
  ] as const) {
    const command = worker
      .command(verb)
      .description(does)
      .argument('<worker...>', WORKER)
      .addOption(new Option('--type <type...>', 'only of these types').choices(WORK_TYPES))
      .option('--json', 'one JSON object a line')
      .action((workers: string[], options: { type?: WorkType[]; json?: boolean }) =>
        host.run(async (cli) => (await import('./steer.ts')).workerSteer(cli, workers, verb, options)),
      );
    withExamples(command, [[`longshore worker ${verb} 0199`, example]]);
  }
}
