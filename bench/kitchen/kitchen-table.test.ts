import { describe, expect, it } from 'vitest';
import { judge } from '../aims.ts';
import { describeTail } from '../distribution.ts';
import { type KitchenFigures, kitchenAims } from './kitchen-figures.ts';
import { formatKitchenTable } from './kitchen-table.ts';
import type { OrderAccount } from './order-account.ts';

const account = (changes: Partial<OrderAccount> = {}): OrderAccount => ({
  placed: 30_000,
  delivered: 30_000,
  failed: 0,
  lost: 0,
  doubled: 0,
  ...changes,
});

const all: KitchenFigures = {
  decisionMs: describeTail([1, 5]),
  throughput: {
    orders: 30_000,
    wallMs: 60_000,
    perMinute: 30_000,
    responseMs: describeTail([10, 20]),
    account: account(),
    dishes: 30_000,
    usedMsEach: { web: 0.5, dispatcher: 1 },
  },
  users: {
    users: 1_000,
    seconds: 60,
    paceSeconds: 15,
    clientShare: 0.25,
    responseMeanMs: 2_500,
    balance: 0.95,
    orders: 3_900,
    postMs: describeTail([250]),
    lookMs: describeTail([4]),
    seenReadyMs: describeTail([3_000]),
    signs: 12,
    errors: 0,
    whatFailed: [],
    account: account(),
  },
  failover: { kills: 20, takenBack: 500, reassignedMs: describeTail([2_900, 5_000]), account: account() },
};
const none: KitchenFigures = { decisionMs: null, throughput: null, users: null, failover: null };
const missed = (figures: Partial<KitchenFigures>): string[] =>
  judge(kitchenAims({ ...none, ...figures })).flatMap(({ what, met }) => (met ? [] : [what]));
const made = <Part extends 'throughput' | 'users' | 'failover'>(part: Part, changes: object) =>
  ({ [part]: { ...all[part], ...changes } }) as Partial<KitchenFigures>;

function table(figures: KitchenFigures): string {
  return formatKitchenTable({
    benchmark: 'kitchen',
    at: '2026-03-01T12:00:00.000Z',
    commit: 'abcdef0123456789',
    machine: { processor: 'P', cores: 2, memoryBytes: 1, kernel: 'k', node: 'v24' },
    loadBefore: 0.1,
    settings: {
      parts: ['throughput'],
      orders: 30_000,
      users: 1_000,
      seconds: 60,
      kills: 20,
      decisions: 2,
      policy: 'scored',
    },
    ...figures,
    verdicts: judge(kitchenAims(figures)),
  });
}

describe('aims of the kitchen network', () => {
  it('are met at what was promised, and none are there for what was not measured', () => {
    expect(missed(all)).toEqual([]);
    expect(kitchenAims(none)).toEqual([]);
    expect(kitchenAims({ ...none, failover: all.failover })).toHaveLength(3);
  });

  it('are missed by being late, and by any order or dish that is too many or too few', () => {
    expect(missed({ decisionMs: describeTail([5.01]) })).toEqual(['p99 of a decision']);
    expect(missed(made('throughput', { perMinute: 29_999 }))).toEqual(['orders a minute']);
    expect(missed(made('throughput', { dishes: 30_001 }))).toEqual(['throughput: dishes more or fewer than orders']);
    expect(missed(made('throughput', { dishes: 29_999 }))).toEqual(['throughput: dishes more or fewer than orders']);
    expect(missed(made('users', { postMs: describeTail([251]), errors: 1 }))).toEqual([
      'users: p95 of POST',
      'users: errors',
    ]);
    expect(missed(made('users', { responseMeanMs: 2_501, balance: 0.949 }))).toEqual([
      'users: order in to ready, mean',
      'users: balance of kitchens',
    ]);
    expect(missed(made('failover', { reassignedMs: describeTail([5_001]) }))).toHaveLength(1);
    for (const part of ['throughput', 'users', 'failover'] as const) {
      expect(missed(made(part, { account: account({ lost: 1, doubled: 1 }) }))).toEqual([
        `${part}: orders lost`,
        `${part}: orders doubled`,
      ]);
    }
  });
});

describe('the table of the kitchen network', () => {
  it('shows each part with its times and aims', () => {
    const text = table(all);
    expect(text).toContain('30000 orders in 60.0 s, 30000 a minute');
    expect(text).toMatch(/dispatcher +1\.000\nall +1\.500\n/);
    expect(text).toMatch(/users: POST of an order +1 +250\.0 +250\.0 +250\.0 +250\.0\n/);
    expect(text).toContain("ready 2.5 s after it came in, on average; Jain's index of the kitchens' work 0.950");
    expect(text).toContain('20 kitchens killed, 500 orders went elsewhere');
    expect(text).toMatch(/a decision among 1000 kitchens +2 +3\.00/);
    expect(text).toMatch(/worst +5\.00 s +at most 5\.00 s +met\n/);
  });

  it('says nothing of parts that were not measured', () => {
    const text = table({ ...none, throughput: all.throughput });
    expect(text).toContain('a minute');
    expect(text).not.toMatch(/Users|users:|Failover|decision/);
  });
});
