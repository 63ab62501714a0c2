import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from './config.ts';

function refusal(environment: Record<string, string>): string {
  try {
    readConfig({ TOPIC: 'things', ...environment });
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  throw new Error('accepted');
}

describe('readConfig', () => {
  it('needs only a topic', () => {
    expect(readConfig({ TOPIC: 'things' })).toMatchObject({
      bootstrapServers: ['localhost:9092'],
      topic: 'things',
      taskIndex: 0,
      taskCount: 1,
      totalCount: null,
      totalRatePerSecond: null,
      seed: 1,
      format: 'json',
      template: { name: 'person.fullName' },
    });
  });

  it('reads what Longshore sets, and takes an empty variable for an unset one', () => {
    const config = readConfig({
      TOPIC: 'things',
      KAFKA_BOOTSTRAP_SERVERS: 'one:9092, two:9094',
      LONGSHORE_TASK_INDEX: '2',
      LONGSHORE_TASK_COUNT: '3',
      LONGSHORE_GENERATOR_COUNT: '100',
      LONGSHORE_GENERATOR_RATE: '2.5',
      LONGSHORE_GENERATOR_SEED: '',
      LONGSHORE_GENERATOR_TEMPLATE: '{"n":"number.int"}',
    });
    expect(config).toMatchObject({
      bootstrapServers: ['one:9092', 'two:9094'],
      taskIndex: 2,
      totalCount: 100,
      totalRatePerSecond: 2.5,
      seed: 1,
      template: { n: 'number.int' },
    });
    expect(Object.isFrozen(config)).toBe(true);
  });

  it.each([
    [{ TOPIC: '' }, 'TOPIC: expected the name of the topic to write to'],
    [{ TOPIC: 'no spaces' }, 'TOPIC: Kafka takes letters'],
    [{ KAFKA_BOOTSTRAP_SERVERS: 'kafka' }, 'KAFKA_BOOTSTRAP_SERVERS: expected host:port'],
    [{ LONGSHORE_GENERATOR_COUNT: '-1' }, 'LONGSHORE_GENERATOR_COUNT: expected a whole number from 1'],
    [{ LONGSHORE_GENERATOR_COUNT: '1.5' }, 'got "1.5"'],
    [{ LONGSHORE_GENERATOR_RATE: '0' }, 'LONGSHORE_GENERATOR_RATE: expected records a second, above 0'],
    [{ LONGSHORE_GENERATOR_RATE: 'fast' }, 'got "fast"'],
    [
      { LONGSHORE_GENERATOR_SEED: '4294967296' },
      'LONGSHORE_GENERATOR_SEED: expected a whole number from 0 to 4294967295',
    ],
    [{ LONGSHORE_GENERATOR_FORMAT: 'avro' }, 'LONGSHORE_GENERATOR_FORMAT: expected json, got "avro"'],
    [{ LONGSHORE_GENERATOR_TEMPLATE: '{' }, 'LONGSHORE_GENERATOR_TEMPLATE: expected a JSON object of fields'],
    [{ LONGSHORE_GENERATOR_TEMPLATE: '{}' }, 'a template needs at least one field'],
    [{ LONGSHORE_GENERATOR_TEMPLATE: '{"n":1}' }, 'LONGSHORE_GENERATOR_TEMPLATE (at n)'],
    [{ LONGSHORE_TASK_INDEX: '1' }, 'LONGSHORE_TASK_INDEX: expected a number below LONGSHORE_TASK_COUNT'],
  ])('refuses %j and says what it accepts', (environment, message) => {
    expect(refusal(environment as Record<string, string>)).toContain(message);
  });
});
