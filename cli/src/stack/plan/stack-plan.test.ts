import { describe, expect, it } from 'vitest';
import { loadStackConfig } from '../config.ts';
import type { StackLayout } from './stack-layout.ts';
import { describeStack } from './stack-plan.ts';

const secrets = {
  databasePassword: 'database-secret',
  secretKey: 'secret-key',
  ownerKey: 'lso_owner-key',
  registryPassword: 'registry-secret',
};

function layout(changes: Partial<StackLayout> = {}): StackLayout {
  const config = loadStackConfig({}, true);
  return {
    repositoryRoot: config.repositoryRoot,
    stateDirectory: '/state',
    dataDirectory: '/state/data',
    ports: config.ports,
    brokers: 1,
    clusterId: 'AAAAAAAAAAAAAAAAAAAAAA',
    programs: {
      java: '/usr/bin/java',
      kafkaLibraries: '/cache/kafka/lib',
      kafkaClassArchive: '/cache/kafka/classes.jsa',
      kafkaStorageTemplate: '/cache/kafka/storage',
      registryJar: '/cache/registry.jar',
      registryClassArchive: '/cache/registry.jsa',
      postgresPrograms: '/cache/postgresql',
    },
    secrets,
    durable: true,
    logLevel: 'info',
    build: { webDirectory: '/state/web', webInputs: 'aa', clientInputs: 'bb' },
    containerScope: 'up-test',
    extraEnvironment: {},
    engine: {
      kind: 'ours',
      directory: '/state/engine',
      socketPath: '/run/docker.sock',
      gateway: '172.17.0.1',
      bridgeCidr: '172.17.0.1/16',
    },
    ...changes,
  };
}

const everything = ['engine', 'dispatcher', 'web', 'agent'] as const;

describe('the description of the stack', () => {
  it('brings with a part all that the part needs', () => {
    const names = describeStack(layout(), ['registry']).services.map(({ name }) => name);
    expect(names).toContain('postgres');
    expect(names).not.toContain('kafka');
  });

  it('puts no password into a command line', () => {
    for (const { command } of describeStack(layout(), everything).services) {
      expect(command.join(' ')).not.toMatch(/database-secret|registry-secret|secret-key|owner-key/);
    }
  });

  it('gives the owner key to the web program, and to nobody else', () => {
    const { services, facts } = describeStack(layout(), everything);
    const holders = services.filter(({ env }) => JSON.stringify(env).includes('lso_owner-key'));
    expect(holders.map(({ name }) => name)).toEqual(['web']);
    expect(holders[0]?.env.LONGSHORE_OWNER_KEY).toBe('lso_owner-key');
    // Facts are what `status` prints.
    expect(JSON.stringify(facts)).not.toContain('owner-key');
  });

  it('listens on 127.0.0.1, and for containers on the bridge’s gateway, and nowhere else', () => {
    const hosts = describeStack(layout(), everything).services.flatMap((service) =>
      service.kind === 'daemon' ? service.ports.map(({ host }) => host) : [],
    );
    expect(new Set(hosts)).toEqual(new Set(['127.0.0.1', '172.17.0.1']));
  });

  it('gives no two services the same port', () => {
    const ports = describeStack(layout({ brokers: 3 }), everything).services.flatMap((service) =>
      service.kind === 'daemon' ? service.ports.map(({ host, port }) => `${host}:${port}`) : [],
    );
    expect(new Set(ports).size).toBe(ports.length);
  });

  it('starts no engine where one was found, and lets nothing wait for it', () => {
    const found = layout({ engine: { kind: 'found', socketPath: '/run/docker.sock', gateway: '172.17.0.1' } });
    const { services } = describeStack(found, everything);
    expect(services.map(({ name }) => name)).not.toContain('engine');
    expect(services.flatMap(({ dependsOn }) => dependsOn)).not.toContain('engine');
  });

  it('describes three brokers that form one cluster', () => {
    const names = describeStack(layout({ brokers: 3 }), ['kafka']).services.map(({ name }) => name);
    expect(names).toEqual(['kafka-1', 'kafka-2', 'kafka-3']);
  });
});
