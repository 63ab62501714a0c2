import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from './config.ts';

describe('the settings of the initializer', () => {
  it('have defaults for a broker and a registry on this machine', () => {
    expect(readConfig({ KAFKA_BOOTSTRAP_SERVERS: '' })).toEqual({
      bootstrapServers: ['127.0.0.1:9092'],
      registryUrl: 'http://127.0.0.1:8081/apis/ccompat/v7',
      topicPrefix: '',
      partitions: 12,
      replication: 1,
      deadlineMs: 120_000,
    });
  });

  it('are taken from the environment', () => {
    const config = readConfig({
      KAFKA_BOOTSTRAP_SERVERS: 'a:9092, [::1]:9094',
      SCHEMA_REGISTRY_URL: 'https://registry/api',
      LONGSHORE_TOPIC_PREFIX: 'test-1.',
      LONGSHORE_TOPIC_PARTITIONS: '3',
      LONGSHORE_TOPIC_REPLICATION: '3',
    });
    expect(config).toMatchObject({ bootstrapServers: ['a:9092', '[::1]:9094'], topicPrefix: 'test-1.', partitions: 3 });
    expect(Object.isFrozen(config)).toBe(true);
  });

  it.each([
    ['KAFKA_BOOTSTRAP_SERVERS', 'localhost', 'host:port'],
    ['SCHEMA_REGISTRY_URL', 'registry:8081', 'an http or https address'],
    ['LONGSHORE_TOPIC_PREFIX', 'with space', 'letters'],
    ['LONGSHORE_TOPIC_PARTITIONS', '0', 'a whole number from 1'],
    ['LONGSHORE_TOPIC_REPLICATION', '1.5', 'a whole number from 1'],
    ['LONGSHORE_INITIALIZE_DEADLINE_MS', 'soon', 'a whole number'],
  ])('refuse %s=%s, saying what was given and what is accepted', (name, value, accepted) => {
    expect(() => readConfig({ [name]: value })).toThrow(ConfigError);
    expect(() => readConfig({ [name]: value })).toThrow(`${name} is ${JSON.stringify(value)} · accepted: `);
    expect(() => readConfig({ [name]: value })).toThrow(accepted);
  });

  it('name every variable that cannot be used at once', () => {
    const both = { LONGSHORE_TOPIC_PARTITIONS: 'x', LONGSHORE_TOPIC_REPLICATION: 'y' };
    expect(() => readConfig(both)).toThrow(/PARTITIONS is .*\n.*REPLICATION is /);
  });
});
