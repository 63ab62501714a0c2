import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseBytes } from './parse-bytes.ts';
import { parseCpu } from './parse-cpu.ts';
import { parseDuration } from './parse-duration.ts';

describe('an amount of memory', () => {
  it.each([
    ['1048576', 1_048_576],
    ['256MiB', 268_435_456],
    ['256 mib', 268_435_456],
    ['1.5g', 1_610_612_736],
    ['500MB', 500_000_000],
    ['64k', 65_536],
    ['2TiB', 2 * 1024 ** 4],
    ['-1MiB', -1_048_576],
    ['0', 0],
  ])('%s is %d bytes', (text, bytes) => {
    expect(parseBytes(text)).toBe(bytes);
  });

  it.each(['', 'lots', 'MiB', '1.2.3', '5 apples', '1e9', '0x10', '99999999999t', '--5', '1 2'])(
    '%j is none',
    (text) => {
      expect(parseBytes(text)).toBeNull();
    },
  );

  it('reads back whole numbers of any unit', () => {
    const units = { b: 1, KiB: 1024, MiB: 1024 ** 2, GiB: 1024 ** 3, kB: 1_000, MB: 1_000 ** 2, GB: 1_000 ** 3 };
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 8_000 }),
        fc.constantFrom(...Object.entries(units)),
        (amount, [unit, factor]) => {
          expect(parseBytes(`${amount}${unit}`)).toBe(amount * factor);
          expect(parseBytes(`${amount} ${unit.toUpperCase()}`)).toBe(amount * factor);
        },
      ),
    );
  });
});

describe('an amount of cpu', () => {
  it.each([
    ['0.5', 500],
    ['2', 2_000],
    ['250m', 250],
    ['1.25', 1_250],
    ['-1', -1_000],
  ])('%s is %d thousandths of a core', (text, millis) => {
    expect(parseCpu(text)).toBe(millis);
  });

  it.each(['', 'half', '50%', '1c', 'm', '1 m m'])('%j is none', (text) => {
    expect(parseCpu(text)).toBeNull();
  });

  it('means the same in cores and in thousandths', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_024_000 }), (millis) => {
        expect(parseCpu(`${millis}m`)).toBe(millis);
        expect(parseCpu(String(millis / 1_000))).toBe(millis);
      }),
    );
  });
});

describe('a duration', () => {
  it.each([
    ['500ms', 500],
    ['90s', 90_000],
    ['5m', 300_000],
    ['5min', 300_000],
    ['1h30m', 5_400_000],
    ['1.5h', 5_400_000],
    ['2d', 172_800_000],
    ['1h 5s', 3_605_000],
    ['0', 0],
  ])('%s is %d ms', (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });

  it.each(['', '5', '5 minutes ago', '-5m', 'm', '5mm', '1h-5m', '5y'])('%j is none', (text) => {
    expect(parseDuration(text)).toBeNull();
  });

  it('adds up its parts', () => {
    const part = fc.integer({ min: 0, max: 500 });
    fc.assert(
      fc.property(part, part, part, part, (hours, minutes, seconds, ms) => {
        expect(parseDuration(`${hours}h${minutes}m${seconds}s${ms}ms`)).toBe(
          hours * 3_600_000 + minutes * 60_000 + seconds * 1_000 + ms,
        );
      }),
    );
  });

  it('is never something for a text that no person would take for one', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        for (const parse of [parseDuration, parseBytes, parseCpu]) {
          const value = parse(text);
          expect(value === null || Number.isSafeInteger(value)).toBe(true);
          if (value !== null) expect(text).toMatch(/^\s*-?\d/);
        }
      }),
    );
  });
});
