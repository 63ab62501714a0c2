import { loadStackConfig } from './config.ts';
import { socketPath } from './plan/stack-layout.ts';
import { readOwnerKey } from './prepare/secrets.ts';
import { StackConnection } from './supervisor/control-client.ts';

/**
 * The key of whoever owns this clone's stack, for that stack alone: it has to be running, with its pages at the very
 * address, so that the key is not given to another program which has the port meanwhile.
 *
 * @returns undefined when it is another's, or not up, or its secrets are not this user's to read
 */
export async function ownerKeyOfStack(
  environment: Readonly<Record<string, string | undefined>>,
  url: string,
): Promise<string | undefined> {
  const { stateDirectory } = loadStackConfig(environment);
  const key = readOwnerKey(stateDirectory);
  if (key === undefined) return undefined;
  const connection = await StackConnection.open(socketPath(stateDirectory));
  if (connection === undefined) return undefined;
  try {
    const { services } = await connection.status();
    const web = services.find(({ name }) => name === 'web')?.address;
    return web !== undefined && sameAddress(web, url) ? key : undefined;
  } finally {
    connection.close();
  }
}

function sameAddress(one: string, other: string): boolean {
  const [a, b] = [new URL(one), new URL(other)];
  const local = ({ hostname }: URL) => (hostname === 'localhost' ? '127.0.0.1' : hostname);
  return a.protocol === b.protocol && local(a) === local(b) && a.port === b.port && a.pathname === b.pathname;
}
