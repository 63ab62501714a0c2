import { formatDuration } from '@longshore/schemas/words';
import { ApiClient } from '../api/api-client.ts';
import type { Cli } from '../cli.ts';
import { EXIT } from '../errors/exit-codes.ts';
import { loadStackConfig } from '../stack/config.ts';
import { readOwnerKey } from '../stack/prepare/secrets.ts';
import { signInWords } from '../stack/sign-in-link.ts';
import { ensureUp } from '../stack/up-command.ts';
import { runDemo } from './run-demo.ts';

/** `longshore demo`: brings the stack up, runs the demo against it, and leaves it running. */
export async function demo(cli: Cli): Promise<number> {
  const sinceMs = cli.terminal.monotonicMs();
  const stack = loadStackConfig(cli.terminal.environment);
  const { wasUp } = await ensureUp(stack);
  const url = `http://127.0.0.1:${stack.ports.web}`;
  const upMs = cli.terminal.monotonicMs() - sinceMs;
  await cli.print(`${wasUp ? 'Already up' : `Up in ${formatDuration(upMs)}`}: ${cli.style.bold(url)}\n`);
  // The demo shows the stack of this clone, wherever LONGSHORE_URL points.
  const secret = readOwnerKey(stack.stateDirectory);
  const owner = secret === undefined ? undefined : ({ secret, from: 'stack' } as const);
  const findKey = () => Promise.resolve(owner);
  const local: Cli = { ...cli, config: { ...cli.config, url }, api: new ApiClient(url, findKey), findKey };
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
