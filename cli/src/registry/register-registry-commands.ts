import type { Command } from 'commander';
import type { CommandHost } from '../command/command-host.ts';
import { withExamples } from '../command/examples.ts';
import type { RegistryLoginOptions } from './login.ts';

const REGISTRY = 'as images name it, such as ghcr.io';

/** Adds `registry` with its verbs. */
export function registerRegistryCommands(program: Command, host: CommandHost): void {
  const registry = program
    .command('registry')
    .description('sign in to registries of images, for every agent that pulls');
  withExamples(registry, [
    ['longshore registry login ghcr.io --username anna', 'asks for the password'],
    ['longshore registry list', 'where credentials are kept for, and who uses them'],
    ['longshore registry logout ghcr.io', 'forgets them'],
  ]);
  registerLogin(registry, host);
  registerList(registry, host);
  registerLogout(registry, host);
}

function registerLogin(registry: Command, host: CommandHost): void {
  const login = registry
    .command('login')
    .description('keep how to sign in to a registry; the password is asked for and not shown')
    .argument('<registry>', `${REGISTRY}; docker.io for images without one`)
    .requiredOption('-u, --username <name>', 'who signs in')
    .option('--password-stdin', 'read the password or token from standard input')
    .option('--json', 'as one JSON document')
    .action((given: string, options: RegistryLoginOptions) =>
      host.run(async (cli) => (await import('./login.ts')).registryLogin(cli, given, options)),
    );
  withExamples(login, [
    ['longshore registry login ghcr.io --username anna', 'asks for the password'],
    ['echo "$TOKEN" | longshore registry login ghcr.io --username anna --password-stdin', 'in a script'],
  ]);
}

function registerList(registry: Command, host: CommandHost): void {
  const list = registry
    .command('list')
    .alias('ls')
    .description('list registries for which credentials are kept; passwords are never shown')
    .option('--json', 'as one JSON document')
    .action((options: { json?: boolean }) =>
      host.run(async (cli) => (await import('./list.ts')).registryList(cli, options)),
    );
  withExamples(list, [['longshore registry list', 'users, and open jobs whose image is from there']]);
}

function registerLogout(registry: Command, host: CommandHost): void {
  const logout = registry
    .command('logout')
    .description('forget the credentials of registries; images that hosts have already stay there')
    .argument('<registry...>', REGISTRY)
    .option('--json', 'one JSON object a line')
    .action((registries: string[], options: { json?: boolean }) =>
      host.run(async (cli) => (await import('./logout.ts')).registryLogout(cli, registries, options)),
    );
  withExamples(logout, [['longshore registry logout ghcr.io', 'what pulls already goes on']]);
}
