import type { Role } from '@longshore/schemas';
import { type Command, Option } from 'commander';
import type { CommandHost } from '../command/command-host.ts';
import { withExamples } from '../command/examples.ts';
import type { UserChangeOptions } from './change.ts';
import type { UserCreateOptions } from './create.ts';

const USER = 'e-mail address, name, id, or the start of an id';

/** Written out: the schema’s own list would load the schema before it is known what is to be done. */
const ROLES = ['viewer', 'operator', 'admin'] satisfies Role[];

/** Adds `user` with its verbs. */
export function registerUserCommands(program: Command, host: CommandHost): void {
  const user = program.command('user').description('keep the people who may sign in, and what they may do');
  withExamples(user, [
    ['longshore user create anna@example.org --name Anna --role operator', 'prints the password'],
    ['longshore user list', 'roles, sessions and keys'],
    ['longshore user password anna@example.org', 'makes another, and ends their sessions'],
  ]);
  registerCreate(user, host);
  registerList(user, host);
  registerChange(user, host);
  registerPassword(user, host);
  registerDelete(user, host);
}

function registerCreate(user: Command, host: CommandHost): void {
  const create = user
    .command('create')
    .description('give somebody an account, with a password that is printed once')
    .argument('<email>', 'address that they sign in with')
    .requiredOption('--name <name>', 'how people call them')
    .addOption(new Option('--role <role>', 'what they may do').choices(ROLES).makeOptionMandatory())
    .option('--json', 'as one JSON document')
    .action((email: string, options: UserCreateOptions) =>
      host.run(async (cli) => (await import('./create.ts')).userCreate(cli, email, options)),
    );
  withExamples(create, [
    ['longshore user create anna@example.org --name Anna --role operator', 'runs jobs, drains agents'],
    ['longshore user create ben@example.org --name "Ben Ross" --role viewer', 'sees, and changes nothing'],
  ]);
}

function registerList(user: Command, host: CommandHost): void {
  const list = user
    .command('list')
    .alias('ls')
    .description('list the people who may sign in')
    .option('--json', 'as one JSON document')
    .action((options: { json?: boolean }) =>
      host.run(async (cli) => (await import('./list.ts')).userList(cli, options)),
    );
  withExamples(list, [['longshore user list', 'roles, where they are signed in, keys']]);
}

function registerChange(user: Command, host: CommandHost): void {
  const change = user
    .command('change')
    .description('give a user another name or role, lock them out, or let them in again')
    .argument('<user>', USER)
    .option('--name <name>', 'how people call them')
    .addOption(new Option('--role <role>', 'what they may do').choices(ROLES))
    .option('--disable', 'they cannot sign in, and their keys count for nothing')
    .option('--enable', 'they can again')
    .option('--json', 'as one JSON document')
    .action((given: string, options: UserChangeOptions) =>
      host.run(async (cli) => (await import('./change.ts')).userChange(cli, given, options)),
    );
  withExamples(change, [
    ['longshore user change anna@example.org --role admin', 'may keep users as well'],
    ['longshore user change ben@example.org --disable', 'is signed out, and stays out'],
  ]);
}

function registerPassword(user: Command, host: CommandHost): void {
  const password = user
    .command('password')
    .description('make another password for a user, printed once; ends their sessions and any lock')
    .argument('<user>', USER)
    .option('--json', 'as one JSON document')
    .action((given: string, options: { json?: boolean }) =>
      host.run(async (cli) => (await import('./password.ts')).userPassword(cli, given, options)),
    );
  withExamples(password, [['longshore user password anna@example.org', 'for somebody who has forgotten theirs']]);
}

function registerDelete(user: Command, host: CommandHost): void {
  const remove = user
    .command('delete')
    .alias('rm')
    .description('delete users with their sessions and keys; what they did stays in the audit log')
    .argument('<user...>', USER)
    .option('--json', 'one JSON object a line')
    .action((users: string[], options: { json?: boolean }) =>
      host.run(async (cli) => (await import('./delete.ts')).userDelete(cli, users, options)),
    );
  withExamples(remove, [['longshore user delete ben@example.org', 'they are signed out at once']]);
}
