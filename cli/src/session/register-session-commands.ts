import type { Command } from 'commander';
import type { CommandHost } from '../command/command-host.ts';
import { withExamples } from '../command/examples.ts';
import type { SessionEndOptions } from './end.ts';

/** Adds `session` with its verbs. */
export function registerSessionCommands(program: Command, host: CommandHost): void {
  const session = program.command('session').description('where you are signed in to the pages');
  withExamples(session, [
    ['longshore session list', 'from where, and when each was seen last'],
    ['longshore session end --all', 'signs you out everywhere'],
  ]);
  const list = session
    .command('list')
    .alias('ls')
    .description('list your sessions')
    .option('--as <email>', 'sign in as this user for it; the password is asked for')
    .option('--json', 'as one JSON document')
    .action((options: { as?: string; json?: boolean }) =>
      host.run(async (cli) => (await import('./list.ts')).sessionList(cli, options)),
    );
  withExamples(list, [['longshore session list', 'from where, and when each was seen last']]);
  const end = session
    .command('end')
    .description('sign out where you are not: single sessions, all of them, or all of a user')
    .argument('[session...]', 'id, or the start of an id')
    .option('--all', 'all of yours')
    .option('--user <email>', 'all of this user, for administrators')
    .option('--as <email>', 'sign in as this user for it; the password is asked for')
    .option('--json', 'one JSON object a line')
    .action((sessions: string[], options: SessionEndOptions) =>
      host.run(async (cli) => (await import('./end.ts')).sessionEnd(cli, sessions, options)),
    );
  withExamples(end, [
    ['longshore session end 4f2a', 'a device that is lost'],
    ['longshore session end --user ben@example.org', 'they have to sign in again everywhere'],
  ]);
}
