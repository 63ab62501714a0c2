import type { Cli } from '../cli.ts';
import { EXIT } from '../errors/exit-codes.ts';
import { bringUp } from './local-stack.ts';
import { runKitchensDemo } from './run-kitchens-demo.ts';

/** `longshore demo kitchens`: brings the stack up, runs lunch in five kitchens, and leaves the stack running. */
export async function demoKitchens(cli: Cli): Promise<number> {
  const { local } = await bringUp(cli);
  const exitCode = await runKitchensDemo(local);
  const verdict = exitCode === EXIT.done ? 'Demo done' : 'Demo ended badly';
  await cli.print(`\n${verdict}. All of it stays up: ./longshore down stops it.\n`);
  return exitCode;
}
