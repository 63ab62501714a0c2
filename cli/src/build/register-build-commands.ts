import { join } from 'node:path';
import type { Command } from 'commander';
import { withExamples } from '../command/examples.ts';
import { runProgram } from '../command/run-program.ts';

const agentBuild = join(import.meta.dirname, '../../../deploy/agent/build-main.ts');

/** Adds `build`: what is taken to other hosts. It lives in deploy/, and is started as a program of its own. */
export function registerBuildCommands(program: Command): void {
  const build = program.command('build').description('make what is installed on other hosts');
  const agent = build
    .command('agent')
    .description('the agent as one executable and as a Debian package, with checksums, unless they are up to date')
    .option('--output <folder>', 'where they are put (default: dist/agent in the clone)')
    .option('--json', 'say what was built as one JSON document')
    .action(async ({ output, json }: { output?: string; json?: boolean }) => {
      process.exitCode = await runProgram(agentBuild, [
        ...(output === undefined ? [] : ['--output', output]),
        ...(json === true ? ['--json'] : []),
      ]);
    });
  withExamples(build, [['longshore build agent', 'the agent, for other hosts']]);
  withExamples(agent, [
    ['longshore build agent', 'says what was made, and its SHA-256'],
    ['longshore build agent --output /srv/packages', 'puts it where others fetch it'],
  ]);
}
