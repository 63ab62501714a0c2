import { join } from 'node:path';
import type { Command } from 'commander';
import { withExamples } from '../command/examples.ts';
import { runProgram } from '../command/run-program.ts';

/** Adds `compose-check`, which lives among the tests: it is started as a program of its own. */
export function registerComposeCheck(program: Command): void {
  const composeCheck = program
    .command('compose-check')
    .description('bring docker-compose.yml up in an engine of its own, run a job through it, and take it down')
    .action(async () => {
      const { loadStackConfig } = await import('./config.ts');
      const main = join(loadStackConfig().repositoryRoot, 'test/compose/check-main.ts');
      process.exitCode = await runProgram(main);
    });
  withExamples(composeCheck, [['longshore compose-check', 'as root; says what it saw, and removes it all again']]);
}
