import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from './config.ts';

const attempt = '01999999-9999-7999-8999-999999999999';
const least = {
  LONGSHORE_URL: 'http://172.17.0.1:3000',
  LONGSHORE_WORKER_KEY: `lsw_${attempt}.signature`,
  KAFKA_BOOTSTRAP_SERVERS: '172.17.0.1:19092',
};

describe('the settings of a worker', () => {
  it('take the worker’s id from the key of the fleet, and every type by default', () => {
    const config = readConfig(least);
    expect(config.workerId).toBe(attempt);
    expect(config.types.map(({ type }) => type)).toEqual(['compute', 'file', 'data', 'blockchain']);
    expect(config.privateAllowed).toBe(false);
  });

  it('take types, and how many of each at once', () => {
    const types = { LONGSHORE_WORKER_TYPES: 'compute, file', LONGSHORE_WORKER_CONCURRENCY: '3,file=9' };
    expect(readConfig({ ...least, ...types }).types).toEqual([
      { type: 'compute', concurrency: 3 },
      { type: 'file', concurrency: 9 },
    ]);
  });

  it('give a worker of somebody’s own key an id of its own', () => {
    const own = { ...least, LONGSHORE_WORKER_KEY: 'lsk_mine' };
    expect(readConfig(own).workerId).not.toBe(readConfig(own).workerId);
    expect(readConfig({ ...own, LONGSHORE_WORKER_ID: attempt }).workerId).toBe(attempt);
  });

  it.each([
    ['LONGSHORE_URL', 'ftp://x'],
    ['LONGSHORE_WORKER_TYPES', 'compute,knitting'],
    ['LONGSHORE_WORKER_CONCURRENCY', '0'],
    ['LONGSHORE_WORKER_CONCURRENCY', 'file=999'],
    ['LONGSHORE_WORKER_ID', 'me'],
    ['LONGSHORE_WORKER_MEMORY_MB', '5'],
    ['KAFKA_BOOTSTRAP_SERVERS', 'somewhere'],
  ])('refuse %s=%s, naming it', (name, value) => {
    expect(() => readConfig({ ...least, [name]: value })).toThrow(ConfigError);
    expect(() => readConfig({ ...least, [name]: value })).toThrow(name);
  });

  it('name what is missing, and tell no key', () => {
    expect(() => readConfig({})).toThrow('LONGSHORE_WORKER_KEY');
    expect(() => readConfig({ ...least, LONGSHORE_URL: 'x', LONGSHORE_WORKER_KEY: 'lsk_secret' })).not.toThrow(
      'lsk_secret',
    );
  });
});
