import { describe, expect, it } from 'vitest';
import { CHARACTERS_MAX, logRow } from './log-row.ts';

const taken = (text: string) =>
  logRow({
    attemptId: 'a',
    taskIndex: 2,
    attempt: 1,
    stream: 'STDERR',
    sequence: 7,
    at: '2026-01-01T00:00:00.250Z',
    text,
  });

describe('a line as the viewer keeps it', () => {
  it('knows what it is and when it was written', () => {
    expect(taken('x')).toEqual({
      task: 2,
      attempt: 1,
      sequence: 7,
      stream: 'STDERR',
      at: Date.UTC(2026, 0, 1, 0, 0, 0, 250),
      text: 'x',
      readable: 'x',
      cut: 0,
      lost: 0,
    });
  });

  it('is cut when it is of 10 MB, and says how much is left out', () => {
    const row = taken(`begin ${'x'.repeat(10_000_000)}`);
    expect(row.text.length).toBe(CHARACTERS_MAX);
    expect(row.text.startsWith('begin xxx')).toBe(true);
    expect(row.cut).toBe(10_000_006 - CHARACTERS_MAX);
  });

  it('says apart what the agent left out of it, which nothing holds', () => {
    const row = taken(`${'x'.repeat(65_536)} … (9934464 more characters)`);
    expect([row.text.length, row.cut, row.lost]).toEqual([CHARACTERS_MAX, 65_536 - CHARACTERS_MAX, 9_934_464]);
    const short = taken('x … (5 more characters)');
    expect([short.text, short.cut, short.lost]).toEqual(['x … (5 more characters)', 0, 0]);
  });

  it('is not cut within a letter', () => {
    const row = taken(`${'x'.repeat(CHARACTERS_MAX - 1)}😀 and more`);
    expect(row.text).toBe('x'.repeat(CHARACTERS_MAX - 1));
    expect(row.cut).toBe(11);
  });

  it('is searched without its codes', () => {
    expect(taken('\u001b[31mred\u001b[0m \u0001').readable).toBe('red \\x01');
  });
});
