import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatProgressLine, parseProgressLine } from './progress-line.ts';

describe('a progress line', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.option(fc.nat()),
        fc.string({ maxLength: 40 }).filter((unit) => unit === unit.slice(0, 40)),
        (done, total, unit) => {
          const progress = { done, total, unit };
          expect(parseProgressLine(formatProgressLine(progress))).toEqual(progress);
        },
      ),
    );
  });

  it.each([
    ['an ordinary line'],
    ['LONGSHORE_PROGRESS {'],
    ['LONGSHORE_PROGRESS null'],
    ['LONGSHORE_PROGRESS {"done":"10"}'],
    ['LONGSHORE_PROGRESS {"done":-1}'],
    [' LONGSHORE_PROGRESS {"done":1}'],
  ])('is not made of: %s', (line) => {
    expect(parseProgressLine(line)).toBeNull();
  });

  it('may leave out total and unit', () => {
    expect(parseProgressLine('LONGSHORE_PROGRESS {"done":3}')).toEqual({ done: 3, total: null, unit: '' });
  });
});
