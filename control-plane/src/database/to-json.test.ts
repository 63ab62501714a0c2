import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packLines, unpackLines } from '../logs/chunk-codec.ts';
import { toJson } from './to-json.ts';

describe('JSON for PostgreSQL', () => {
  it('holds nothing that jsonb refuses, whatever a program wrote', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.constantFrom('\0', '\ud800', '\\', 'u0000', '"')), (text, odd) => {
        const written = toJson({ text: text + odd.join('') });
        const read = (JSON.parse(written) as { text: string }).text;
        expect(read).not.toContain('\0');
        expect(read.isWellFormed()).toBe(true);
      }),
    );
  });

  it('leaves everything else as it is, also what only looks like an escape', () => {
    const value = { path: 'C:\\u0000\\new', quote: '"', line: 'a\nb', emoji: '🚢' };
    expect(JSON.parse(toJson(value))).toEqual(value);
  });
});

describe('log chunks', () => {
  it('give back the lines that went in', () => {
    const line = fc.record({
      stream: fc.constantFrom('STDOUT' as const, 'STDERR' as const, 'LONGSHORE' as const),
      sequence: fc.nat(),
      engineTime: fc.nat({ max: 2 ** 50 }),
      text: fc.string(),
    });
    fc.assert(
      fc.property(fc.array(line, { maxLength: 20 }), (lines) => {
        expect(unpackLines(packLines(lines))).toEqual(lines);
      }),
    );
  });
});
