import type { SignedInPlace } from '@longshore/schemas';
import { formatUntil } from '@longshore/schemas/words';
import { listSessions } from '../api/access.ts';
import type { Cli } from '../cli.ts';
import { EXIT } from '../errors/exit-codes.ts';
import { shortIdLength } from '../output/short-id.ts';
import type { Style } from '../output/style.ts';
import { type Column, formatTable } from '../output/table.ts';
import { ago } from '../output/time.ts';
import { inPerson } from '../sign-in/in-person.ts';

/** `longshore session list`: where one is signed in to the pages. */
export async function sessionList(cli: Cli, options: { as?: string; json?: boolean }): Promise<number> {
  const sessions = await inPerson(cli, options.as, listSessions);
  if (sessions === undefined) return EXIT.interrupted;
  if (options.json) await cli.printJson(sessions);
  else if (sessions.items.length === 0) await cli.note('you are signed in nowhere\n');
  else {
    const columns = sessionColumns(cli.style, cli.terminal.nowMs(), sessions.items);
    await cli.print(formatTable(columns, sessions.items, { width: cli.terminal.out.columns, style: cli.style }));
  }
  return EXIT.done;
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
