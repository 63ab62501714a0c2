import type { Command } from 'commander';
import type { CommandHost } from '../command/command-host.ts';
import { withExamples } from '../command/examples.ts';

/** Adds `open`, `login`, `logout` and `whoami`. */
export function registerSignInCommands(program: Command, host: CommandHost): void {
  const open = program
    .command('open')
    .description('print a link that signs you in to the pages once; for the owner of the local stack')
    .option('--json', 'as one JSON document')
    .action((options: { json?: boolean }) =>
      host.run(async (cli) => (await import('./open.ts')).openPages(cli, options)),
    );
  withExamples(open, [
    ['longshore open', 'open what it prints in a browser within ten minutes'],
    ['xdg-open "$(longshore open)"', 'the same on a desktop'],
    ['LONGSHORE_API_KEY=lso_… longshore open', 'elsewhere, with the LONGSHORE_OWNER_KEY of its web program'],
  ]);
  const login = program
    .command('login')
    .description('keep a key for the control plane at LONGSHORE_URL; it is asked for and not shown')
    .option('--as <email>', 'sign in with a password, which is asked for, and make a key for this machine')
    .option('--key <key>', 'the key itself; others on this machine may see it in the list of processes')
    .option('--key-stdin', 'read the key from standard input')
    .option('--json', 'as one JSON document')
    .action((options: { as?: string; key?: string; keyStdin?: boolean; json?: boolean }) =>
      host.run(async (cli) => (await import('./login.ts')).login(cli, options)),
    );
  withExamples(login, [
    ['longshore login --as anna@example.org', 'asks for her password, and makes a key'],
    [
      'LONGSHORE_URL=https://longshore.example.org longshore login',
      'asks for a key that was made on the settings page',
    ],
    ['echo "$KEY" | longshore login --key-stdin', 'in a script; LONGSHORE_API_KEY does without'],
  ]);
  const logout = program
    .command('logout')
    .description('forget the key that login kept for the control plane at LONGSHORE_URL')
    .option('--json', 'as one JSON document')
    .action((options: { json?: boolean }) =>
      host.run(async (cli) => (await import('./logout.ts')).logout(cli, options)),
    );
  withExamples(logout, [['longshore logout', 'the key itself goes on counting']]);
  const whoami = program
    .command('whoami')
    .description('say as whom the control plane knows you, and what you may do')
    .option('--json', 'as one JSON document')
    .action((options: { json?: boolean }) =>
      host.run(async (cli) => (await import('./whoami.ts')).whoami(cli, options)),
    );
  withExamples(whoami, [['longshore whoami', 'person, role and permissions']]);
}
