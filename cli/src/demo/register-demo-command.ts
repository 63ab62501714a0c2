import type { Command } from 'commander';
import type { CommandHost } from '../command/command-host.ts';
import { withExamples } from '../command/examples.ts';

/** Adds `demo`. */
export function registerDemoCommand(program: Command, host: CommandHost): void {
  const demo = program
    .command('demo')
    .description('bring everything up, generate 10,000 records, follow the job, read them back; leaves it running')
    .action(() => host.run(async (cli) => (await import('./demo.ts')).demo(cli)));
  const work = demo
    .command('work')
    .description('bring everything up, submit one work item of each type, print what became of each')
    .action(() => host.run(async (cli) => (await import('./demo-work.ts')).demoWork(cli)));
  withExamples(work, [['longshore demo work', 'ends with 0 only if all of them were completed']]);
  const kitchens = demo
    .command('kitchens')
    .description('bring everything up, run lunch in five kitchens, print what came of it and where to watch it')
    .action(() => host.run(async (cli) => (await import('./demo-kitchens.ts')).demoKitchens(cli)));
  withExamples(kitchens, [['longshore demo kitchens', 'ends with 0 only if every order was delivered']]);
  withExamples(demo, [['longshore demo', 'ends with 0 only if all of the records are there']]);
}
