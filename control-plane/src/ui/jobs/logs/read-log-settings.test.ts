import { describe, expect, it } from 'vitest';
import { DEFAULT_LOG_SETTINGS, readLogSettings } from './read-log-settings.ts';

describe('how somebody likes to read logs', () => {
  it('is what the browser has kept', () => {
    expect(readLogSettings('{"wrap":true,"time":"since"}')).toEqual({ wrap: true, time: 'since' });
  });

  it('is the default for each setting that is not there or is not known', () => {
    expect(readLogSettings('{"wrap":true,"time":"moon"}')).toEqual({ wrap: true, time: 'clock' });
    expect(readLogSettings('{"wrap":"yes","time":"off"}')).toEqual({ wrap: false, time: 'off' });
  });

  it.each([undefined, '', 'wrapped', 'null', '7', '[]'])('is the default where %j is kept', (stored) => {
    expect(readLogSettings(stored)).toEqual(DEFAULT_LOG_SETTINGS);
  });
});
