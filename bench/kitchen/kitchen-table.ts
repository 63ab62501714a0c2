import { verdictRows } from '../aims.ts';
import { alignColumns, oneDigit } from '../align-columns.ts';
import type { TailedDistribution } from '../distribution.ts';
import { measuredOn } from '../machine.ts';
import type { FailoverFigures } from './measure-failover.ts';
import type { ThroughputFigures } from './measure-throughput.ts';
import type { UsersFigures } from './measure-users.ts';
import type { OrderAccount } from './order-account.ts';
import { KITCHENS_TO_CHOOSE_FROM, type KitchenBenchmark } from './run-kitchen-benchmark.ts';

/** The result as tables for a terminal. */
export function formatKitchenTable(result: KitchenBenchmark): string {
  const { settings, throughput, users, failover, decisionMs, verdicts, ...occasion } = result;
  return [
    `Orders of the kitchen network, whole way; kitchens are chosen by the policy ${settings.policy}.`,
    '',
    ...(throughput === null ? [] : throughputLines(throughput)),
    ...(users === null ? [] : usersLines(users)),
    ...(failover === null ? [] : failoverLines(failover)),
    ...timesLines({ throughput, users, failover, decisionMs }),
    ...verdictRows(verdicts),
    '',
    `${measuredOn(occasion)}; load before ${oneDigit(occasion.loadBefore)}`,
    '',
  ].join('\n');
}

function throughputLines({ orders, wallMs, perMinute, account, dishes, usedMsEach }: ThroughputFigures): string[] {
  const used = Object.entries(usedMsEach);
  const all = used.reduce((sum, [, ms]) => sum + ms, 0);
  return [
    `Throughput: ${orders} orders in ${seconds(wallMs)} s, ${Math.round(perMinute)} a minute; ${accountWords(account)}; ${dishes} dishes cooked.`,
    '',
    ...alignColumns([
      ['Processor time of an order', 'ms'],
      ...used.map(([part, ms]) => [part, ms.toFixed(3)]),
      ['all', all.toFixed(3)],
    ]),
    '',
  ];
}

function usersLines({
  users,
  orders,
  paceSeconds,
  signs,
  clientShare,
  responseMeanMs,
  balance,
  errors,
  whatFailed,
  account,
  ...figures
}: UsersFigures): string[] {
  return [
    `Users: ${users} at once for ${figures.seconds} s, an order of each about every ${paceSeconds} s; ${orders} orders placed; ${accountWords(account)}.`,
    `An order was ready ${seconds(responseMeanMs)} s after it came in, on average; Jain's index of the kitchens' work ${balance.toFixed(3)}.`,
    `${signs} events heard; ${errors} errors; the users took ${Math.round(clientShare * 100)} % of a processor.`,
    ...whatFailed.map((words) => `  ${words}`),
    '',
  ];
}

function failoverLines({ kills, takenBack, account }: FailoverFigures): string[] {
  return [`Failover: ${kills} kitchens killed, ${takenBack} orders went elsewhere; ${accountWords(account)}.`, ''];
}

function timesLines({
  throughput,
  users,
  failover,
  decisionMs,
}: Pick<KitchenBenchmark, 'throughput' | 'users' | 'failover' | 'decisionMs'>): string[] {
  const rows = [
    ...(throughput === null ? [] : [timesRow('throughput: order in to ready', throughput.responseMs)]),
    ...(users === null
      ? []
      : [
          timesRow('users: POST of an order', users.postMs),
          timesRow('users: a look at it', users.lookMs),
          timesRow('users: order to seen ready', users.seenReadyMs),
        ]),
    ...(failover === null ? [] : [timesRow('failover: death to last order elsewhere', failover.reassignedMs)]),
    ...(decisionMs === null ? [] : [timesRow(`a decision among ${KITCHENS_TO_CHOOSE_FROM} kitchens`, decisionMs, 2)]),
  ];
  return [...alignColumns([['Milliseconds', 'count', 'median', 'p95', 'p99', 'max'], ...rows]), ''];
}

function timesRow(name: string, { count, median, p95, p99, max }: TailedDistribution, digits = 1): string[] {
  return [name, String(count), ...[median, p95, p99, max].map((ms) => ms.toFixed(digits))];
}

function accountWords({ placed, delivered, failed, lost, doubled }: OrderAccount): string {
  return `of ${placed} orders ${delivered} delivered, ${failed} failed, ${lost} lost, ${doubled} doubled`;
}

const seconds = (ms: number): string => (ms / 1_000).toFixed(1);
