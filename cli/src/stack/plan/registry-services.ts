import { join } from 'node:path';
import { describeForwarder } from './describe-forwarder.ts';
import type { ServiceDescription } from './service.ts';
import { registryUrl, type StackLayout } from './stack-layout.ts';

/** Describes the schema registry (Apicurio, storing in PostgreSQL) and, for containers, its way in from the bridge. */
export function describeRegistry(layout: StackLayout): ServiceDescription[] {
  const { ports, programs, engine } = layout;
  const registry: ServiceDescription = {
    name: 'registry',
    title: 'Schema registry',
    kind: 'daemon',
    command: [
      programs.java,
      '-Xmx256m',
      '-XX:+UseSerialGC',
      '-XX:TieredStopAtLevel=1',
      `-XX:SharedArchiveFile=${programs.registryClassArchive}`,
      '-Xshare:auto',
      '-jar',
      programs.registryJar,
    ],
    cwd: layout.stateDirectory,
    env: registryEnvironment(layout),
    dependsOn: ['postgres'],
    startTimeoutMs: 60_000,
    readiness: { kind: 'http', url: `http://127.0.0.1:${ports.registry}/health/ready` },
    stopSignal: 'SIGTERM',
    stopGraceMs: 10_000,
    address: registryUrl(layout),
    ports: [{ host: '127.0.0.1', port: ports.registry }],
  };
  const rule: ServiceDescription = {
    name: 'registry-rule',
    title: 'Schema registry rule BACKWARD',
    kind: 'task',
    command: [
      process.execPath,
      join(layout.repositoryRoot, 'cli/src/stack/programs/set-compatibility-main.ts'),
      registryUrl(layout),
      'BACKWARD',
    ],
    cwd: layout.repositoryRoot,
    env: {},
    dependsOn: ['registry'],
    startTimeoutMs: 20_000,
  };
  if (engine === undefined) return [registry, rule];
  const forwarder = describeForwarder(layout, {
    name: 'registry-for-containers',
    title: 'Schema registry for containers',
    gateway: engine.gateway,
    port: ports.containerRegistry,
    to: ports.registry,
    dependsOn: ['registry'],
  });
  return [registry, rule, forwarder];
}

/** The registry's settings; in the environment rather than the command line because of the password. */
function registryEnvironment(layout: StackLayout): Record<string, string> {
  return {
    QUARKUS_HTTP_HOST: '127.0.0.1',
    QUARKUS_HTTP_PORT: String(layout.ports.registry),
    QUARKUS_LOG_CONSOLE_COLOR: 'false',
    APICURIO_STORAGE_KIND: 'sql',
    APICURIO_STORAGE_SQL_KIND: 'postgresql',
    APICURIO_DATASOURCE_URL: `jdbc:postgresql://127.0.0.1:${layout.ports.postgres}/registry`,
    APICURIO_DATASOURCE_USERNAME: 'registry',
    APICURIO_DATASOURCE_PASSWORD: layout.secrets.registryPassword,
    APICURIO_DATASOURCE_JDBC_INITIAL_SIZE: '2',
    APICURIO_DATASOURCE_JDBC_MIN_SIZE: '2',
  };
}
