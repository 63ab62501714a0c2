import type { SignedInPlace } from '@longshore/schemas';
import { formatUntil } from '@longshore/schemas/words';
import { listSessions } from '../api/access.ts';
import type { Cli } from '../cli.ts';
import { shortIdLength } from '../output/short-id.ts';
import type { Style } from '../output/style.ts';
import { type Column, formatTable } from '../output/table.ts';
import { ago } from '../output/time.ts';

/** `longshore session list`: where one is signed in to the pages. */
export async function sessionList(cli: Cli, options: { json?: boolean }): Promise<void> {
  const sessions = await listSessions(cli.api);
  if (options.json) return cli.printJson(sessions);
  if (sessions.items.length === 0) return cli.note('you are signed in nowhere\n');
  const columns = sessionColumns(cli.style, cli.terminal.nowMs(), sessions.items);
  await cli.print(formatTable(columns, sessions.items, { width: cli.terminal.out.columns, style: cli.style }));
}

function sessionColumns(style: Style, nowMs: number, items: readonly SignedInPlace[]): Column<SignedInPlace>[] {
  const idLength = shortIdLength(items.map(({ id }) => id));
  return [
    { header: 'Session', text: ({ id }) => id.slice(0, idLength), paint: (text) => style.bold(text) },
    { header: 'From', text: ({ address }) => address ?? '–' },
    { header: 'Client', text: ({ client }) => client ?? '–', shrinkTo: 16 },
    { header: 'Last seen', text: ({ here, seenAt }) => (here ? 'here' : ago(seenAt, nowMs)) },
    { header: 'Begun', text: ({ createdAt }) => ago(createdAt, nowMs), dropOrder: 2 },
    { header: 'Ends', text: ({ expiresAt }) => formatUntil(Date.parse(expiresAt) - nowMs), dropOrder: 1 },
  ];
}
