import { PERMISSIONS, type Session } from '@longshore/schemas';
import { formatUntil } from '@longshore/schemas/words';
import { whoAsks } from '../api/access.ts';
import type { Cli } from '../cli.ts';
import { formatFacts } from '../output/facts.ts';
import { oneLine } from '../output/width.ts';

/** `longshore whoami`: as whom the control plane knows the key, and what it may be used for. */
export async function whoami(cli: Cli, options: { json?: boolean }): Promise<void> {
  const session = await whoAsks(cli.api);
  if (options.json) return cli.printJson(session);
  const { by, expiresAt, permissions } = session;
  const facts = formatFacts(
    [
      ['Control plane', cli.config.url],
      ['Asks with', BY_WORDS[by]],
      ['Ends', expiresAt === null ? null : formatUntil(Date.parse(expiresAt) - cli.terminal.nowMs())],
      ['May', permissions.length === PERMISSIONS.length ? 'everything' : permissions.join(', ') || 'nothing'],
    ],
    cli.style,
  );
  await cli.print(`${cli.style.bold(whoWords(session))}\n${facts}`);
}

const BY_WORDS: Record<Session['by'], string> = {
  session: 'a session',
  'api-key': 'an API key',
  'owner-key': 'the owner key',
};

/** Who asks, in one line. */
export function whoWords({ user }: Session): string {
  return user === null
    ? 'the owner of the control plane'
    : `${oneLine(user.name)} <${oneLine(user.email)}>, ${user.role}`;
}
