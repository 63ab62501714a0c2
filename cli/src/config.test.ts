import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';

describe('the settings of the command line', () => {
  it.each([
    [{}, 'http://127.0.0.1:3000'],
    [{ LONGSHORE_URL: '' }, 'http://127.0.0.1:3000'],
    [{ LONGSHORE_WEB_PORT: '4500' }, 'http://127.0.0.1:4500'],
    [
      { LONGSHORE_URL: 'https://longshore.example/base/', LONGSHORE_WEB_PORT: '4500' },
      'https://longshore.example/base',
    ],
  ])('%j leads to %s', (environment, url) => {
    expect(readConfig({ HOME: '/home/anna', ...environment })).toEqual({
      url,
      credentialsFile: '/home/anna/.config/longshore/credentials.json',
    });
  });

  it('keeps keys where XDG has settings, and takes no relative path for it', () => {
    expect(readConfig({ HOME: '/home/anna', XDG_CONFIG_HOME: '/etc/xdg' }).credentialsFile).toBe(
      '/etc/xdg/longshore/credentials.json',
    );
    expect(readConfig({ HOME: '/home/anna', XDG_CONFIG_HOME: 'here' }).credentialsFile).toBe(
      '/home/anna/.config/longshore/credentials.json',
    );
  });

  it('takes a key with the line break that a file gave it, and none from an empty value', () => {
    expect(readConfig({ LONGSHORE_API_KEY: 'lsk_12345678\n' }).apiKey).toBe('lsk_12345678');
    expect(readConfig({ LONGSHORE_API_KEY: '' })).not.toHaveProperty('apiKey');
  });

  it.each(['lsk_1234\n5678', 'lsk_schlüssel', 'lsk_ 12345678', 'lsk_1', 'x'.repeat(501)])(
    'refuses what can be no key without repeating it: %j',
    (given) => {
      let error: unknown;
      try {
        readConfig({ LONGSHORE_API_KEY: given });
      } catch (thrown) {
        error = thrown;
      }
      expect(error).toMatchObject({ what: expect.stringContaining('LONGSHORE_API_KEY is not usable'), exitCode: 2 });
      expect(JSON.stringify(error)).not.toContain(given.slice(0, 8));
    },
  );

  it.each([
    [{ LONGSHORE_URL: 'ftp://here' }, 'LONGSHORE_URL is not usable: "ftp://here"', 'an http:// or https:// address'],
    [{ LONGSHORE_WEB_PORT: '0' }, 'LONGSHORE_WEB_PORT is not usable: "0"', 'a port, 1 to 65535'],
    [{ LONGSHORE_WEB_PORT: 'web' }, 'LONGSHORE_WEB_PORT is not usable: "web"', 'a port, 1 to 65535'],
  ])('%j is refused, with what was given and what is accepted', (environment, what, accepted) => {
    expect(() => readConfig(environment)).toThrow(
      expect.objectContaining({ what, advice: expect.stringContaining(accepted), exitCode: 2 }),
    );
  });
});
