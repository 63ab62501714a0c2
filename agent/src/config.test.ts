import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { installedEnvironment, readConfig, readServiceManager } from './config.ts';

const least = {
  KAFKA_BOOTSTRAP_SERVERS: '127.0.0.1:9092',
  SCHEMA_REGISTRY_URL: 'http://127.0.0.1:8081/apis/ccompat/v7',
};

function withFile(text: string): Record<string, string> {
  const folder = mkdtempSync(join(tmpdir(), 'longshore-config-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'agent.toml');
  writeFileSync(path, text);
  return { LONGSHORE_AGENT_CONFIG: path };
}

describe('the agent’s settings', () => {
  it('need only Kafka and the registry, and are frozen', () => {
    const config = readConfig(least);
    expect(config).toMatchObject({
      http: { host: '127.0.0.1', port: 3002 },
      workload: { network: 'bridge', bootstrapServers: '127.0.0.1:9092' },
      healthIntervalMs: 5_000,
      orphanGraceMs: 60_000,
      scope: 'default',
    });
    expect(Object.isFrozen(config)).toBe(true);
    expect(Object.isFrozen(config.engine)).toBe(true);
  });

  it('come from a file where one is named, and the environment wins', () => {
    const file = withFile(
      'agent_id = "from-file"\nagent_slots = 3\nkafka_bootstrap_servers = ["a:1", "b:2"]\n[agent_labels]\nzone = "a"\n',
    );
    const config = readConfig({ SCHEMA_REGISTRY_URL: least.SCHEMA_REGISTRY_URL, ...file, LONGSHORE_AGENT_SLOTS: '5' });
    expect(config).toMatchObject({ agentId: 'from-file', capacity: { slots: 5 }, labels: { zone: 'a' } });
    expect(config.bootstrapServers).toEqual(['a:1', 'b:2']);
  });

  it('read a location and labels', () => {
    const config = readConfig({
      ...least,
      LONGSHORE_AGENT_LOCATION: '52.52,13.40,Berlin',
      LONGSHORE_AGENT_LABELS: 'a=1, b=2=3',
    });
    expect(config.location).toEqual({ latitude: 52.52, longitude: 13.4, name: 'Berlin' });
    expect(config.labels).toEqual({ a: '1', b: '2=3' });
  });

  it.each([
    ['KAFKA_BOOTSTRAP_SERVERS', 'no port'],
    ['SCHEMA_REGISTRY_URL', 'not a url'],
    ['LONGSHORE_AGENT_PORT', '99999'],
    ['LONGSHORE_AGENT_LABELS', 'no equals sign'],
    ['LONGSHORE_AGENT_LOCATION', '100,13'],
    ['LONGSHORE_FAILPOINT', 'agent.nowhere'],
    ['LONGSHORE_WORKLOAD_NETWORK', 'host'],
    ['LONGSHORE_HEALTH_INTERVAL_MS', '-1'],
    ['LONGSHORE_LOG_LEVEL', 'chatty'],
  ])('name %s when it is bad, what was given and what is accepted', (name, value) => {
    expect(() => readConfig({ ...least, [name]: value })).toThrow(`${name}: "${value}" was given; `);
  });

  it('say what is missing, and what in the file is unknown or no TOML', () => {
    expect(() => readConfig({})).toThrow('KAFKA_BOOTSTRAP_SERVERS: nothing was given');
    expect(() => readConfig({ ...least, ...withFile('agent_idd = "x"') })).toThrow('unknown setting agent_idd');
    expect(() => readConfig({ ...least, ...withFile('agent_id = ') })).toThrow('is not valid TOML');
    expect(() => readConfig({ ...least, LONGSHORE_AGENT_CONFIG: '/there/is/none' })).toThrow('cannot be read');
  });

  it('arm a failpoint for its nth passing', () => {
    expect(readConfig({ ...least, LONGSHORE_FAILPOINT: 'agent.after-create' }).failpoint).toEqual({
      name: 'agent.after-create',
      nth: 1,
    });
    expect(readConfig({ ...least, LONGSHORE_FAILPOINT: 'agent.after-create:3' }).failpoint?.nth).toBe(3);
  });
});

describe('the settings of an installed agent', () => {
  it('are in /etc/longshore: the environment wins over agent.env, and that over agent.toml', () => {
    const folder = mkdtempSync(join(tmpdir(), 'longshore-installed-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    expect(installedEnvironment({ A: '1' }, folder)).toEqual({ A: '1' });
    writeFileSync(join(folder, 'agent.toml'), 'agent_id = "file"\nagent_slots = 1\nagent_port = 1\n');
    writeFileSync(
      join(folder, 'agent.env'),
      '# of this host\nKAFKA_BOOTSTRAP_SERVERS=k:1\nLONGSHORE_AGENT_SLOTS=2\nLONGSHORE_AGENT_PORT=2\n',
    );
    const given = { SCHEMA_REGISTRY_URL: least.SCHEMA_REGISTRY_URL, LONGSHORE_AGENT_PORT: '3' };
    expect(readConfig(installedEnvironment(given, folder))).toMatchObject({
      agentId: 'file',
      bootstrapServers: ['k:1'],
      capacity: { slots: 2 },
      http: { port: 3 },
    });
  });

  it('say who started it and wants to be told, by the words of systemd', () => {
    expect(readServiceManager({})).toBeNull();
    expect(readServiceManager({ NOTIFY_SOCKET: '/run/systemd/notify' }, 7)).toEqual({
      socket: '/run/systemd/notify',
      watchdogMs: null,
    });
    const watched = { NOTIFY_SOCKET: '@name', WATCHDOG_USEC: '60000000' };
    expect(readServiceManager({ ...watched, WATCHDOG_PID: '7' }, 7)?.watchdogMs).toBe(60_000);
    expect(readServiceManager({ ...watched, WATCHDOG_PID: '8' }, 7)?.watchdogMs).toBeNull();
  });
});
