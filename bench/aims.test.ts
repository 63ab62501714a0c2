import { describe, expect, it } from 'vitest';
import { type Aim, judge, verdictRows } from './aims.ts';

function aim(measured: number, changes: Partial<Aim> = {}): Aim {
  return { what: 'filter', measured, bound: 'at most', aim: 100, unit: 'ms', digits: 1, ...changes };
}

describe('an aim', () => {
  it('is met at its bound and missed beyond it, also where both are shown alike', () => {
    const verdicts = judge([
      aim(100),
      aim(100.04),
      aim(0.6, { bound: 'at least', aim: 0.6 }),
      aim(0.5999, { bound: 'at least', aim: 0.6 }),
    ]);
    expect(verdicts.map(({ met }) => met)).toEqual([true, false, true, false]);
  });

  it('is missed by what could not be measured', () => {
    const verdicts = judge([aim(Number.NaN), aim(Number.NaN, { bound: 'at least' })]);
    expect(verdicts.map(({ met }) => met)).toEqual([false, false]);
    expect(verdictRows(verdicts)[1]).toContain('none');
  });

  it('stands in a table with what it should be and whether it is', () => {
    const shift = aim(0.004, { what: 'layout shift', aim: 0.01, unit: '', digits: 3 });
    expect(verdictRows(judge([aim(142.5), shift]))).toEqual([
      '              measured               aim',
      'filter        142.5 ms  at most 100.0 ms  missed',
      'layout shift     0.004     at most 0.010     met',
    ]);
  });
});
