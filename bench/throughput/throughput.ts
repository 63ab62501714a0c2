/** One round of one way to run containers. */
export interface Round {
  containers: number;
  seconds: number;
  /** How many containers ran on each host. */
  byHost: readonly number[];
  /** Milliseconds of processor time, by who used it. */
  processorMs: Readonly<Record<string, number>>;
}

/** Containers a second over several rounds. */
export interface Throughput {
  /** All containers by all seconds. */
  perSecond: number;
  slowest: number;
  fastest: number;
  rounds: number[];
  /** Milliseconds of processor time for each container, by who used it. */
  processorMsEach: Record<string, number>;
}

/** @throws RangeError when there was no round */
export function describeThroughput(rounds: readonly Round[]): Throughput {
  if (rounds.length === 0) throw new RangeError('Nothing was measured');
  const containers = sum(rounds.map((round) => round.containers));
  const rates = rounds.map(rateOf);
  const names = [...new Set(rounds.flatMap(({ processorMs }) => Object.keys(processorMs)))];
  return {
    perSecond: containers / sum(rounds.map(({ seconds }) => seconds)),
    slowest: Math.min(...rates),
    fastest: Math.max(...rates),
    rounds: rates,
    processorMsEach: Object.fromEntries(
      names.map((name) => [name, sum(rounds.map(({ processorMs }) => processorMs[name] ?? 0)) / containers]),
    ),
  };
}

/** One way's throughput as a share of another's. */
export interface Ratio {
  /** Of the throughputs over all rounds. */
  overall: number;
  /** Of the rounds that ran beside each other. */
  lowest: number;
  highest: number;
  /** What is left when processors alone limit: the other's processor time for a container by this one's; null: unknown. */
  byProcessorTime: number | null;
}

/** @param base - its rounds in the same order: each ran just before or after the other's */
export function compareThroughput(way: readonly Round[], base: readonly Round[]): Ratio {
  const ratios = way.flatMap((round, index) => {
    const beside = base[index];
    return beside === undefined ? [] : [rateOf(round) / rateOf(beside)];
  });
  const [ofWay, ofBase] = [describeThroughput(way), describeThroughput(base)];
  const [usedByWay, usedByBase] = [ofWay.processorMsEach.all, ofBase.processorMsEach.all];
  return {
    overall: ofWay.perSecond / ofBase.perSecond,
    byProcessorTime: usedByWay === undefined || usedByBase === undefined ? null : usedByBase / usedByWay,
    lowest: Math.min(...ratios),
    highest: Math.max(...ratios),
  };
}

function rateOf({ containers, seconds }: Round): number {
  return containers / seconds;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
