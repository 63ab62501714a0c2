import { join } from 'node:path';
import type { Command } from 'commander';
import { withExamples } from '../command/examples.ts';
import { runProgram } from '../command/run-program.ts';

/** Adds `screenshots`, which lives among the browser tests: it is started as a program of its own. */
export function registerScreenshots(program: Command): void {
  const screenshots = program
    .command('screenshots')
    .description('take the pictures of every page in docs/images anew, in a Longshore of its own')
    .argument('[name...]', 'only these pictures, such as job or agents-map')
    .action(async (names: string[]) => {
      const { loadStackConfig } = await import('./config.ts');
      const main = join(loadStackConfig().repositoryRoot, 'test/browser/pictures/take-pictures-main.ts');
      process.exitCode = await runProgram(main, names);
    });
  withExamples(screenshots, [
    ['longshore screenshots', 'as root: three hosts of its own; takes them down again'],
    ['longshore screenshots overview jobs', 'only those two, in both themes'],
  ]);
}
