import { describeTail, type TailedDistribution } from '../distribution.ts';
import type { LoadResult } from './load.ts';

/** Requests a second of one server, over several rounds. */
export interface Rate {
  /** All requests by all seconds. */
  perSecond: number;
  rounds: number[];
  latencyMs: TailedDistribution;
  /** Bytes of an answer's body, on average. */
  bytesEach: number;
  /** The client's share of one processor, on average. */
  clientShare: number;
}

/** Longshore beside the bare server. */
export interface RateRatio {
  /** Of the rates over all rounds. */
  overall: number;
  /** Of the rounds that ran beside each other. */
  lowest: number;
  highest: number;
}

/** @throws RangeError when there was no round */
export function describeRate(rounds: readonly LoadResult[]): Rate {
  const requests = sum(rounds.map((round) => round.requests));
  const seconds = sum(rounds.map((round) => round.seconds));
  return {
    perSecond: requests / seconds,
    rounds: rounds.map(rateOf),
    latencyMs: describeTail(rounds.flatMap(({ latenciesMs }) => latenciesMs)),
    bytesEach: sum(rounds.map(({ bytes }) => bytes)) / requests,
    clientShare: sum(rounds.map((round) => round.clientShare * round.seconds)) / seconds,
  };
}

/** @param base - its rounds in the same order: each ran just before or after the other's */
export function compareRates(rounds: readonly LoadResult[], base: readonly LoadResult[]): RateRatio {
  const ratios = rounds.flatMap((round, index) => {
    const beside = base[index];
    return beside === undefined ? [] : [rateOf(round) / rateOf(beside)];
  });
  return {
    overall: describeRate(rounds).perSecond / describeRate(base).perSecond,
    lowest: Math.min(...ratios),
    highest: Math.max(...ratios),
  };
}

function rateOf({ requests, seconds }: LoadResult): number {
  return requests / seconds;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
