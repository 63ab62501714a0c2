import { formatDuration } from '@longshore/schemas/words';
import type { Cli } from '../cli.ts';
import { EXIT } from '../errors/exit-codes.ts';
import { signInWords } from '../stack/sign-in-link.ts';
import { bringUp } from './local-stack.ts';
import { runDemo } from './run-demo.ts';

/** `longshore demo`: brings the stack up, runs the demo against it, and leaves it running. */
export async function demo(cli: Cli): Promise<number> {
  const sinceMs = cli.terminal.monotonicMs();
  const { local, stack } = await bringUp(cli);
  const exitCode = await runDemo(local, {
    registryUrl: `http://127.0.0.1:${stack.ports.registry}/apis/ccompat/v7`,
    bootstrapServers: `127.0.0.1:${stack.ports.brokers[0]}`,
  });
  const took = formatDuration(cli.terminal.monotonicMs() - sinceMs);
  const verdict = exitCode === EXIT.done ? 'Demo done' : 'Demo ended badly';
  await cli.print(`\n${verdict} in ${took}. All of it stays up: ./longshore down stops it.\n`);
  await cli.print(`${await signInWords(stack)}\n`);
  return exitCode;
}
