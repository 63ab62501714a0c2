import { join } from 'node:path';
import type { ServiceDescription } from './service.ts';
import type { StackLayout } from './stack-layout.ts';

/**
 * The database's folder is made beside its place and moved there when complete, so that an interrupted
 * initialisation leaves nothing that looks like a database. Roles and databases are made in single-user mode,
 * from standard input: the passwords stand in no command line. The superuser has no password and no way in.
 */
const initialise = `
set -eu
programs=$1 data=$2
umask 077
rm -rf "$data.new"
"$programs/bin/initdb" --pgdata="$data.new" --username=postgres --encoding=UTF8 --locale=C.UTF-8 --no-sync >&2
printf 'host all all 127.0.0.1/32 scram-sha-256\\n' > "$data.new/pg_hba.conf"
"$programs/bin/postgres" --single -D "$data.new" postgres > /dev/null
rm -rf "$data"
mv "$data.new" "$data"
`;

/** Describes PostgreSQL: a task that makes the database's folder, once, and the server. */
export function describePostgres(layout: StackLayout): ServiceDescription[] {
  const { programs, ports, secrets } = layout;
  const home = join(layout.dataDirectory, 'postgres');
  const data = join(home, 'data');
  const account = layout.account === undefined ? {} : { account: layout.account };
  const env = { LD_LIBRARY_PATH: join(programs.postgresPrograms, 'lib'), LC_ALL: 'C.UTF-8' };
  return [
    {
      name: 'postgres-init',
      title: 'PostgreSQL database',
      kind: 'task',
      command: ['sh', '-c', initialise, 'sh', programs.postgresPrograms, data],
      // Single-user mode takes one command a line.
      input: [
        `CREATE ROLE longshore LOGIN CREATEDB PASSWORD '${secrets.databasePassword}';`,
        `CREATE ROLE registry LOGIN PASSWORD '${secrets.registryPassword}';`,
        'CREATE DATABASE longshore OWNER longshore;',
        'CREATE DATABASE registry OWNER registry;',
        '',
      ].join('\n'),
      ...account,
      cwd: home,
      env,
      dependsOn: [],
      startTimeoutMs: 60_000,
      stamp: { path: join(layout.dataDirectory, 'postgres.made'), value: '18\n' },
    },
    {
      name: 'postgres',
      title: 'PostgreSQL',
      kind: 'daemon',
      command: [
        join(programs.postgresPrograms, 'bin/postgres'),
        '-D',
        data,
        ...settings({
          listen_addresses: '127.0.0.1',
          port: ports.postgres,
          unix_socket_directories: '',
          max_connections: 200,
          log_min_messages: 'warning',
          ...(layout.durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
        }),
      ],
      ...account,
      cwd: home,
      env,
      dependsOn: ['postgres-init'],
      startTimeoutMs: 60_000,
      readiness: { kind: 'log', text: 'database system is ready to accept connections' },
      // Fast shutdown: sessions are ended, transactions rolled back.
      stopSignal: 'SIGINT',
      stopGraceMs: 20_000,
      address: `127.0.0.1:${ports.postgres}`,
      ports: [{ host: '127.0.0.1', port: ports.postgres }],
    },
  ];
}

function settings(values: Readonly<Record<string, string | number>>): string[] {
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
