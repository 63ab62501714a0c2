import { describe, expect, it, vi } from 'vitest';
import { ConfigError, inheritedEnvironment, loadStackConfig } from './config.ts';

describe('the stack’s configuration', () => {
  it('keeps root’s data and downloads where the system keeps such things, by clone', () => {
    const config = loadStackConfig({}, true);
    expect(config.cacheDirectory).toBe('/var/cache/longshore');
    expect(config.stateDirectory).toMatch(/^\/var\/lib\/longshore\/[0-9a-f]{12}$/);
  });

  it('keeps a user’s data and downloads in the user’s folders', () => {
    const config = loadStackConfig({ XDG_CACHE_HOME: '/home/u/.cache', XDG_DATA_HOME: '/home/u/.data' }, false);
    expect(config.cacheDirectory).toBe('/home/u/.cache/longshore');
    expect(config.stateDirectory).toMatch(/^\/home\/u\/\.data\/longshore\//);
  });

  it('derives the other brokers’ ports from the first', () => {
    const { ports } = loadStackConfig({ LONGSHORE_KAFKA_PORT: '9192' }, true);
    expect(ports.brokers).toEqual([9192, 9194, 9196]);
    expect(ports.controllers).toEqual([9193, 9195, 9197]);
    expect(ports.containerBrokers).toEqual([19192, 19194, 19196]);
  });

  it('names the variable and what was given when a value is not accepted', () => {
    expect(() => loadStackConfig({ LONGSHORE_WEB_PORT: 'eighty' }, true)).toThrow(ConfigError);
    expect(() => loadStackConfig({ LONGSHORE_WEB_PORT: 'eighty' }, true)).toThrow(/LONGSHORE_WEB_PORT="eighty"/);
    expect(() => loadStackConfig({ LONGSHORE_KAFKA_PORT: '70000' }, true)).toThrow(/LONGSHORE_KAFKA_PORT="70000"/);
    expect(() => loadStackConfig({ LONGSHORE_KAFKA_PORT: '60000' }, true)).toThrow(/LONGSHORE_KAFKA_PORT/);
  });

  it('hands on what was in the environment, but no key', () => {
    vi.stubEnv('LONGSHORE_API_KEY', 'lsk_of-somebody');
    vi.stubEnv('LONGSHORE_OWNER_KEY', 'lso_of-another-stack');
    vi.stubEnv('LONGSHORE_TEST_WORD', 'kept');
    const inherited = inheritedEnvironment();
    vi.unstubAllEnvs();
    expect(inherited.LONGSHORE_TEST_WORD).toBe('kept');
    expect(JSON.stringify(inherited)).not.toMatch(/ls[ko]_of-/);
  });

  it('cannot be changed', () => {
    expect(Object.isFrozen(loadStackConfig({}, true))).toBe(true);
  });
});
