import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from './config.ts';

const least = {
  KITCHEN_ID: 'quay',
  KITCHEN_LATITUDE: '60.17',
  KITCHEN_LONGITUDE: '24.94',
  KAFKA_BOOTSTRAP_SERVERS: '172.17.0.1:19092',
  SCHEMA_REGISTRY_URL: 'http://172.17.0.1:8081/apis/ccompat/v7',
};

function refusal(over: Record<string, string | undefined>): string {
  try {
    readConfig({ ...least, ...over });
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as ConfigError).message;
  }
  return 'none';
}

describe('the settings of a kitchen', () => {
  it('need its id, its place, Kafka and the registry, and have defaults for the rest', () => {
    expect(readConfig({ ...least, KITCHEN_CAPACITY: '', LONGSHORE_TOPIC_PREFIX: '' })).toMatchObject({
      kitchen: { id: 'quay', name: 'quay', capacity: 3, railMax: 1, specialties: [], clockFactor: 1 },
      statusMs: 500,
      graceMs: 30_000,
      topicPrefix: '',
    });
    const lines = () => readConfig({});
    for (const name of Object.keys(least)) expect(lines).toThrow(name);
  });

  it('take everything that the control plane tells a kitchen', () => {
    const told = {
      KITCHEN_NAME: 'The Quay',
      KITCHEN_CAPACITY: '7',
      KITCHEN_RAIL_MAX: '0',
      KITCHEN_SPECIALTIES: 'soup, ramen',
      KITCHEN_CLOCK_FACTOR: '2.5',
      LONGSHORE_TOPIC_PREFIX: 'eu.',
    };
    expect(readConfig({ ...least, ...told })).toMatchObject({
      kitchen: { name: 'The Quay', capacity: 7, railMax: 0, specialties: ['soup', 'ramen'], clockFactor: 2.5 },
      topicPrefix: 'eu.',
    });
  });

  it.each([
    [{ KITCHEN_ID: 'The Quay' }, 'KITCHEN_ID'],
    [{ KITCHEN_CAPACITY: '-1' }, 'KITCHEN_CAPACITY: expected dishes that it cooks at once, a whole number from 1'],
    [{ KITCHEN_CAPACITY: '2.5' }, 'KITCHEN_CAPACITY'],
    [{ KITCHEN_CLOCK_FACTOR: '0' }, 'KITCHEN_CLOCK_FACTOR'],
    [{ KITCHEN_LATITUDE: 'north' }, 'KITCHEN_LATITUDE'],
    [{ KITCHEN_LATITUDE: '48.1' }, 'KITCHEN_LATITUDE and KITCHEN_LONGITUDE: must be within 8 km'],
    [{ KITCHEN_SPECIALTIES: 'soup,gravel' }, 'KITCHEN_SPECIALTIES: is no dish of this city'],
    [{ SCHEMA_REGISTRY_URL: 'registry' }, 'SCHEMA_REGISTRY_URL'],
  ])('refuse %j by name, saying what is accepted', (over, words) => {
    expect(refusal(over)).toContain(words);
  });
});
