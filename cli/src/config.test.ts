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
    expect(readConfig(environment)).toEqual({ url });
  });

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
