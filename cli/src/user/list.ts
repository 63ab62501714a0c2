import { USER_STATES, type User } from '@longshore/schemas';
import { listUsers } from '../api/access.ts';
import type { Cli } from '../cli.ts';
import type { Style } from '../output/style.ts';
import { type Column, formatTable } from '../output/table.ts';
import { ago } from '../output/time.ts';

/** `longshore user list` */
export async function userList(cli: Cli, options: { json?: boolean }): Promise<void> {
  const users = await listUsers(cli.api);
  if (options.json) return cli.printJson(users);
  if (users.items.length === 0) {
    return cli.note('no users yet · longshore user create anna@example.org --name Anna --role admin makes the first\n');
  }
  const columns = userColumns(cli.style, cli.terminal.nowMs());
  await cli.print(formatTable(columns, users.items, { width: cli.terminal.out.columns, style: cli.style }));
}

/** How a user stands, from the state table. */
export function userState({ disabled }: Pick<User, 'disabled'>) {
  return USER_STATES[disabled ? 'DISABLED' : 'ACTIVE'];
}

function userColumns(style: Style, nowMs: number): Column<User>[] {
  return [
    { header: 'User', text: ({ email }) => email, paint: (text) => style.bold(text), shrinkTo: 16 },
    { header: 'Name', text: ({ name }) => name, shrinkTo: 8 },
    {
      header: 'State',
      text: (user) => `${userState(user).glyph} ${userState(user).word}`,
      paint: (text, user) => style.tone(userState(user).tone, text),
    },
    { header: 'Role', text: ({ role }) => role },
    { header: 'Sessions', text: ({ sessions }) => String(sessions), align: 'right', dropOrder: 2 },
    { header: 'Keys', text: ({ keys }) => String(keys), align: 'right', dropOrder: 2 },
    {
      header: 'Last seen',
      text: ({ lastSeenAt }) => (lastSeenAt === null ? 'never' : ago(lastSeenAt, nowMs)),
      dropOrder: 1,
    },
  ];
}
