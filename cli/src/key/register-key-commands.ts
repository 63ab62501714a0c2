import type { Permission } from '@longshore/schemas';
import { type Command, Option } from 'commander';
import type { CommandHost } from '../command/command-host.ts';
import { withExamples } from '../command/examples.ts';
import { amountOption } from '../parse/option-parsers.ts';
import type { KeyCreateOptions } from './create.ts';

/** Written out: the schema’s own list would load the schema before it is known what is to be done. */
const SCOPES = Object.keys({
  'jobs:read': true,
  'jobs:write': true,
  'schedules:read': true,
  'schedules:write': true,
  'templates:read': true,
  'templates:write': true,
  'sorts:read': true,
  'sorts:write': true,
  'kitchens:read': true,
  'kitchens:write': true,
  'agents:read': true,
  'agents:write': true,
  'work:read': true,
  'work:write': true,
  'work:perform': true,
  'topics:read': true,
  'topics:write': true,
  'registries:read': true,
  'registries:write': true,
  'webhooks:read': true,
  'webhooks:write': true,
  'audit:read': true,
  'users:read': true,
  'users:write': true,
} satisfies Record<Permission, true>);

/** Adds `key` with its verbs. */
export function registerKeyCommands(program: Command, host: CommandHost): void {
  const key = program.command('key').description('keys with which programs ask the API, in the name of a user');
  withExamples(key, [
    ['longshore key create ci --scope jobs:read jobs:write --days 90', 'prints the key'],
    ['longshore key list', 'who has which, and when each was used last'],
    ['longshore key revoke ci', 'counts no more from then on'],
  ]);
  registerCreate(key, host);
  registerList(key, host);
  registerRevoke(key, host);
}

function registerCreate(key: Command, host: CommandHost): void {
  const create = key
    .command('create')
    .description('make a key that is printed once')
    .argument('<name>', 'what it is for')
    .addOption(
      new Option('--scope <permission...>', 'what it may be used for (default: all that its owner may)').choices(
        SCOPES,
      ),
    )
    .option('--as <email>', 'sign in as this user for it; the password is asked for')
    .option('--days <count>', 'how long it counts (default: until it is revoked)', amountOption)
    .option('--json', 'as one JSON document')
    .action((name: string, options: KeyCreateOptions) =>
      host.run(async (cli) => (await import('./create.ts')).keyCreate(cli, name, options)),
    );
  withExamples(create, [
    ['longshore key create ci --scope jobs:read jobs:write --days 90', 'runs jobs, and nothing else'],
    ['longshore key create mine --as anna@example.org', 'asks for her password; may do all that she may'],
  ]);
}

function registerList(key: Command, host: CommandHost): void {
  const list = key
    .command('list')
    .alias('ls')
    .description('list your keys, and those of all users for those who may see users; keys are never shown')
    .option('--json', 'as one JSON document')
    .action((options: { json?: boolean }) =>
      host.run(async (cli) => (await import('./list.ts')).keyList(cli, options)),
    );
  withExamples(list, [['longshore key list', 'what each may be used for, and until when']]);
}

function registerRevoke(key: Command, host: CommandHost): void {
  const revoke = key
    .command('revoke')
    .alias('rm')
    .description('let keys count no more')
    .argument('<key...>', 'name, how it begins, id, or the start of an id')
    .option('--json', 'one JSON object a line')
    .action((keys: string[], options: { json?: boolean }) =>
      host.run(async (cli) => (await import('./revoke.ts')).keyRevoke(cli, keys, options)),
    );
  withExamples(revoke, [['longshore key revoke ci', 'what uses it is refused from then on']]);
}
