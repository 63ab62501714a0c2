import type { Aim } from '../aims.ts';
import type { TailedDistribution } from '../distribution.ts';
import type { FailoverFigures } from './measure-failover.ts';
import type { ThroughputFigures } from './measure-throughput.ts';
import type { UsersFigures } from './measure-users.ts';
import type { OrderAccount } from './order-account.ts';

/** What can be measured by itself. */
export const KITCHEN_PARTS = ['decisions', 'throughput', 'users', 'failover'] as const;

export type KitchenPart = (typeof KITCHEN_PARTS)[number];

/** What was measured; null: it was not asked for. */
export interface KitchenFigures {
  /** Milliseconds of a decision among many kitchens, its receipt included. */
  decisionMs: TailedDistribution | null;
  throughput: ThroughputFigures | null;
  users: UsersFigures | null;
  failover: FailoverFigures | null;
}

/** What each part that was measured should be like. */
export function kitchenAims({ decisionMs, throughput, users, failover }: KitchenFigures): Aim[] {
  return [
    ...(decisionMs === null ? [] : [atMost('p99 of a decision', decisionMs.p99, 5, 'ms', 2)]),
    ...(throughput === null ? [] : throughputAims(throughput)),
    ...(users === null ? [] : usersAims(users)),
    ...(failover === null ? [] : failoverAims(failover)),
  ];
}

function throughputAims({ perMinute, account, dishes }: ThroughputFigures): Aim[] {
  return [
    { what: 'orders a minute', measured: perMinute, bound: 'at least', aim: 30_000, unit: '', digits: 0 },
    ...accountAims('throughput', account),
    atMost('throughput: dishes more or fewer than orders', Math.abs(dishes - account.placed), 0),
  ];
}

function usersAims({ postMs, errors, responseMeanMs, balance, account }: UsersFigures): Aim[] {
  return [
    atMost('users: p95 of POST', postMs.p95, 250, 'ms', 1),
    atMost('users: errors', errors, 0),
    atMost('users: order in to ready, mean', responseMeanMs / 1_000, 2.5, 's', 2),
    { what: 'users: balance of kitchens', measured: balance, bound: 'at least', aim: 0.95, unit: '', digits: 3 },
    ...accountAims('users', account),
  ];
}

function failoverAims({ reassignedMs, account }: FailoverFigures): Aim[] {
  return [
    atMost('failover: death to last order elsewhere, worst', reassignedMs.max / 1_000, 5, 's', 2),
    ...accountAims('failover', account),
  ];
}

function accountAims(part: KitchenPart, { lost, doubled }: OrderAccount): Aim[] {
  return [atMost(`${part}: orders lost`, lost, 0), atMost(`${part}: orders doubled`, doubled, 0)];
}

function atMost(what: string, measured: number, aim: number, unit = '', digits = 0): Aim {
  return { what, measured, bound: 'at most', aim, unit, digits };
}
