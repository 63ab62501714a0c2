import { alignColumns } from './align-columns.ts';

/** A figure that was measured, beside what it should be. */
export interface Aim {
  what: string;
  measured: number;
  bound: 'at most' | 'at least';
  aim: number;
  /** Such as `ms`; empty: none. */
  unit: string;
  /** Digits after the point that are worth telling. */
  digits: number;
}

export interface Verdict extends Aim {
  met: boolean;
}

/** Judges figures as they were measured, not as they are shown; what is no number has missed its aim. */
export function judge(aims: readonly Aim[]): Verdict[] {
  return aims.map((aim) => ({
    ...aim,
    met: aim.bound === 'at most' ? aim.measured <= aim.aim : aim.measured >= aim.aim,
  }));
}

/** Verdicts as lines of a table. */
export function verdictRows(verdicts: readonly Verdict[]): string[] {
  return alignColumns([
    ['', 'measured', 'aim', ''],
    ...verdicts.map(({ what, measured, bound, aim, unit, digits, met }) => [
      what,
      figure(measured, unit, digits),
      `${bound} ${figure(aim, unit, digits)}`,
      met ? 'met' : 'missed',
    ]),
  ]);
}

function figure(value: number, unit: string, digits: number): string {
  if (Number.isNaN(value)) return 'none';
  return `${value.toFixed(digits)}${unit === '' ? '' : ` ${unit}`}`;
}
