import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { withExamples } from '../command/examples.ts';

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

/** Runs one of our programs on this terminal, handing on the signals that would end it, until it ends. */
async function runProgram(main: string): Promise<number> {
  const child = spawn(process.execPath, [main], { stdio: 'inherit' });
  // From a terminal the child gets Ctrl-C itself; this one only has to wait for it.
  const handOn = (signal: NodeJS.Signals): void => {
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, handOn);
  const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.off(name, handOn);
  return signal === null ? (code ?? 1) : 128 + constants.signals[signal];
}
