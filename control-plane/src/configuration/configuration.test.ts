import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { integerField, sharedFields } from './fields.ts';
import { ConfigurationError, parseEnvironment } from './parse-environment.ts';

const schema = z.object(sharedFields);
const good = {
  DATABASE_URL: 'postgresql://u:p@127.0.0.1:5433/longshore',
  KAFKA_BOOTSTRAP_SERVERS: '127.0.0.1:9092,127.0.0.1:9094',
  SCHEMA_REGISTRY_URL: 'http://127.0.0.1:8081/apis/ccompat/v7',
};

function refusal(environment: Record<string, string>): string {
  try {
    parseEnvironment(schema, environment);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('settings', () => {
  it('have defaults for what need not be set', () => {
    expect(parseEnvironment(schema, { ...good, LONGSHORE_TOPIC_PREFIX: '' })).toMatchObject({
      KAFKA_BOOTSTRAP_SERVERS: ['127.0.0.1:9092', '127.0.0.1:9094'],
      LONGSHORE_TOPIC_PREFIX: '',
      LONGSHORE_TOPIC_PARTITIONS: 12,
      LONGSHORE_LOG_LEVEL: 'info',
    });
  });

  it('name the variable, what was given and what is accepted', () => {
    expect(refusal({ ...good, LONGSHORE_TOPIC_PARTITIONS: 'many' })).toBe(
      'LONGSHORE_TOPIC_PARTITIONS is "many"; accepted: a whole number from 1 to 10000',
    );
    expect(refusal({ ...good, KAFKA_BOOTSTRAP_SERVERS: 'localhost' })).toContain('such as 127.0.0.1:9092');
    expect(refusal({})).toContain('DATABASE_URL is not set; accepted: an address such as postgresql://');
  });

  it('do not repeat what may hold a password', () => {
    expect(refusal({ ...good, DATABASE_URL: 'mysql://u:hunter2@h/d' })).not.toContain('hunter2');
  });

  it('hold whole numbers to their bounds', () => {
    const field = integerField({ minimum: 1, maximum: 9, default: 3 });
    expect(field.parse(undefined)).toBe(3);
    expect(field.safeParse('0').success).toBe(false);
    expect(field.safeParse('10').success).toBe(false);
    expect(field.safeParse('1.5').success).toBe(false);
  });
});
