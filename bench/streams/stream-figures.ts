import type { Aim } from '../aims.ts';
import { describeTail, type TailedDistribution } from '../distribution.ts';
import type { Delivery } from './measure-delivery.ts';
import type { Memory } from './memory-probe.ts';

/** One server with all its streams, in a process that began for it. */
export interface StreamRound {
  /** What each stream added, in bytes. */
  memoryEach: Memory;
  delivery: Delivery;
}

/** What streams cost at one server, over all rounds. */
export interface StreamFigures {
  /** Of the round in which they took the most of the process. */
  memoryEach: Memory;
  /** Of each round, in bytes: what the process grew by for each stream. */
  rssEachRound: number[];
  deliveryMs: TailedDistribution;
  missing: number;
}

/** @throws RangeError when there was no round, or nothing was delivered */
export function describeStreams(rounds: readonly StreamRound[]): StreamFigures {
  const [worst] = rounds.map(({ memoryEach }) => memoryEach).toSorted((a, b) => b.rssBytes - a.rssBytes);
  if (worst === undefined) throw new RangeError('Nothing was measured');
  return {
    memoryEach: worst,
    rssEachRound: rounds.map(({ memoryEach }) => memoryEach.rssBytes),
    deliveryMs: describeTail(rounds.flatMap(({ delivery }) => delivery.latenciesMs)),
    missing: rounds.reduce((sum, { delivery }) => sum + delivery.missing, 0),
  };
}

/** What the streams of Longshore should be like. */
export function streamAims({ memoryEach, deliveryMs, missing }: StreamFigures): Aim[] {
  return [
    {
      what: 'memory of a stream',
      measured: memoryEach.rssBytes / 1_000,
      bound: 'at most',
      aim: 20,
      unit: 'kB',
      digits: 1,
    },
    { what: 'delivery, p99', measured: deliveryMs.p99, bound: 'at most', aim: 250, unit: 'ms', digits: 1 },
    { what: 'events missing', measured: missing, bound: 'at most', aim: 0, unit: '', digits: 0 },
  ];
}
