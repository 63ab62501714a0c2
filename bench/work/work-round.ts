import { type ProcessUse, useByPart } from '../fleet/processor-time.ts';

/** What one round came to. */
export interface WorkRound {
  items: number;
  /** From the first that was handed in to the last that was done. */
  wallMs: number;
  /** Processor time of each part. */
  usedMs: Record<string, number>;
}

/** Of all rounds of one way. */
export interface WorkRate {
  items: number;
  perSecond: number;
  /** The slowest and the fastest round. */
  lowest: number;
  highest: number;
  /** Processor time of an item, by part, in milliseconds. */
  usedMsEach: Record<string, number>;
  /** The same of all parts. */
  allMsEach: number;
}

/** Which processes are which part, and what they have used between two readings. */
export function usedBetween(
  before: readonly ProcessUse[],
  after: readonly ProcessUse[],
  parts: Readonly<Record<string, readonly number[]>>,
): Record<string, number> {
  const reading = (processes: readonly ProcessUse[]) => ({ containersMs: 0, allMs: 0, processes });
  const used = useByPart(reading(before), reading(after), parts);
  return Object.fromEntries(Object.keys(parts).map((name) => [name, used[name] ?? 0]));
}

/** @throws RangeError when there was no round */
export function describeRounds(rounds: readonly WorkRound[]): WorkRate {
  if (rounds.length === 0) throw new RangeError('Nothing was measured');
  const items = sum(rounds.map((round) => round.items));
  const rates = rounds.map((round) => (round.items * 1_000) / round.wallMs);
  const names = [...new Set(rounds.flatMap(({ usedMs }) => Object.keys(usedMs)))];
  const usedMsEach = Object.fromEntries(
    names.map((name) => [name, sum(rounds.map(({ usedMs }) => usedMs[name] ?? 0)) / items]),
  );
  return {
    items,
    perSecond: (items * 1_000) / sum(rounds.map(({ wallMs }) => wallMs)),
    lowest: Math.min(...rates),
    highest: Math.max(...rates),
    usedMsEach,
    allMsEach: sum(Object.values(usedMsEach)),
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
