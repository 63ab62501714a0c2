import { formatDuration } from '@longshore/schemas/words';
import { ApiClient } from '../api/api-client.ts';
import type { Cli } from '../cli.ts';
import { loadStackConfig, type StackConfig } from '../stack/config.ts';
import { readOwnerKey } from '../stack/prepare/secrets.ts';
import { ensureUp } from '../stack/up-command.ts';

/** Brings the stack of this clone up, and speaks to it, wherever LONGSHORE_URL points. */
export async function bringUp(cli: Cli): Promise<{ local: Cli; stack: StackConfig }> {
  const sinceMs = cli.terminal.monotonicMs();
  const stack = loadStackConfig(cli.terminal.environment);
  const { wasUp } = await ensureUp(stack);
  const url = `http://127.0.0.1:${stack.ports.web}`;
  const upMs = cli.terminal.monotonicMs() - sinceMs;
  await cli.print(`${wasUp ? 'Already up' : `Up in ${formatDuration(upMs)}`}: ${cli.style.bold(url)}\n`);
  const secret = readOwnerKey(stack.stateDirectory);
  const owner = secret === undefined ? undefined : ({ secret, from: 'stack' } as const);
  const findKey = () => Promise.resolve(owner);
  return { local: { ...cli, config: { ...cli.config, url }, api: new ApiClient(url, findKey), findKey }, stack };
}
