import type { CliConfig } from '../config.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { ApiKeyInUse, FindKey } from './api-key.ts';

/**
 * Finds the key of requests to the control plane, once: LONGSHORE_API_KEY, else what `longshore login` kept for the
 * address, else the owner key where the address is that of this clone's running stack.
 */
export function keyFinder(terminal: Terminal, config: CliConfig): FindKey {
  let found: Promise<ApiKeyInUse | undefined> | undefined;
  return () => {
    found ??= findKey(terminal, config);
    return found;
  };
}

async function findKey(terminal: Terminal, config: CliConfig): Promise<ApiKeyInUse | undefined> {
  if (config.apiKey !== undefined) {
    await warnOfOpenWay(terminal, config.url);
    return { secret: config.apiKey, from: 'environment' };
  }
  const { CredentialsFile } = await import('./credentials-file.ts');
  const file = new CredentialsFile(config.credentialsFile);
  const kept = await file.keyFor(config.url);
  if (kept !== undefined) {
    if (await file.isOpenToOthers()) {
      await terminal.err.write(`! others can read the keys in ${file.path} · chmod 600 ${file.path}\n`);
    }
    await warnOfOpenWay(terminal, config.url);
    return { secret: kept, from: 'file' };
  }
  if (!isLoopback(config.url)) return undefined;
  const { ownerKeyOfStack } = await import('../stack/owner-key.ts');
  const owner = await ownerKeyOfStack(terminal.environment, config.url);
  return owner === undefined ? undefined : { secret: owner, from: 'stack' };
}

/** Says so when a key goes over a network in a form that anybody on the way can read. */
export async function warnOfOpenWay(terminal: Terminal, url: string): Promise<void> {
  if (new URL(url).protocol === 'https:' || isLoopback(url)) return;
  await terminal.err.write(`! the key goes to ${url} unencrypted: whoever is on the way can read it · use https\n`);
}

/** Whether an address leads nowhere but to this machine. */
export function isLoopback(url: string): boolean {
  const { hostname } = new URL(url);
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}
