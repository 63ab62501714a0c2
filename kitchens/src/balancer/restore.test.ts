import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Chance, chanceOf } from '../chance/chance.ts';
import { makeCity } from '../city/city.ts';
import type { KitchenPlan } from '../kitchen/kitchen.ts';
import type { Said } from '../order/fold-report.ts';
import type { KitchenBoot, Order } from '../order/order.ts';
import { Balancer } from './balancer.ts';
import type { BalancerRows, KitchenRow } from './balancer-rows.ts';
import type { BalancerSettings } from './balancer-settings.ts';
import type { Outcome } from './outcome.ts';
import { settingsFor } from './settings-for.ts';

const city = makeCity({ seed: 3, kitchens: 4, specialties: 2, capacities: [1, 2], railPerCook: 1 });

type Step =
  | { kind: 'register'; kitchen: number }
  | { kind: 'closing'; kitchen: number }
  | { kind: 'order'; dish: number; priority: number }
  | { kind: 'report'; order: number; said: Said; stale: boolean }
  | { kind: 'deliver'; order: number }
  | { kind: 'call off'; order: number }
  | { kind: 'silence'; kitchens: readonly number[] };

const few = fc.nat(3);
const aStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('register' as const), kitchen: few }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('closing' as const), kitchen: few }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('order' as const), dish: fc.nat(11), priority: fc.nat(2) }) },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('report' as const),
      order: fc.nat(30),
      said: fc.constantFrom<Said>('cooking', 'ready', 'ready', 'released', 'refused'),
      stale: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('deliver' as const), order: fc.nat(30) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('call off' as const), order: fc.nat(30) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('silence' as const), kitchens: fc.array(few) }) },
);

/** What is kept of a balancer: its orders in their rows, its kitchens in theirs. */
class Kept {
  readonly orders = new Map<string, Order & { assignment: number }>();
  readonly #plans: readonly KitchenPlan[];
  readonly calledOff = new Set<string>();
  readonly boots: string[] = [];
  #assignments = 0;

  constructor(plans: readonly KitchenPlan[]) {
    this.#plans = plans;
  }

  keep({ changed }: Outcome): void {
    for (const order of changed) {
      if (order.state === 'assigned' && !order.askedBack) this.#assignments += 1;
      const before = this.orders.get(order.id)?.assignment ?? 0;
      const assigned = order.state === 'assigned' && !order.askedBack;
      this.orders.set(order.id, { ...order, assignment: assigned ? this.#assignments : before });
    }
  }

  rows(balancer: Balancer): BalancerRows {
    const orders = [...this.orders.values()]
      .filter(({ state }) => state !== 'delivered' && state !== 'failed')
      .sort((a, b) => a.assignment - b.assignment)
      .map(({ assignment: _, ...order }) => order);
    const kitchens = balancer.kitchens.map(({ kitchenId, bootId, open, averageCookMs }): KitchenRow => {
      const standing = balancer.isLost(bootId) ? 'gone' : open ? 'open' : 'closing';
      const plan = this.#plans.find(({ id }) => id === kitchenId) as KitchenPlan;
      const earlierBoots = this.boots.filter((boot) => boot.startsWith(`${kitchenId}#`) && balancer.isLost(boot));
      return { plan, bootId, standing, averageCookMs, earlierBoots };
    });
    return { turn: this.#assignments, kitchens, orders, calledOff: [...this.calledOff] };
  }
}

/** One run of steps against balancers that are all told the same. */
class Run {
  readonly kept = new Kept(city.kitchens);
  readonly #ids: string[] = [];
  readonly #boots = new Map<string, string>();
  #count = 0;
  #nowMs = 0;

  bootOf(kitchenId: string): KitchenBoot {
    return { kitchenId, bootId: this.#boots.get(kitchenId) ?? 'never' };
  }

  /** @returns what each of the balancers makes of the step */
  take(step: Step, balancers: readonly Balancer[]): Outcome[] {
    this.#nowMs += 10;
    const calls = this.#callsOf(step, balancers[0] as Balancer);
    return balancers.flatMap((balancer) => {
      const outcomes = calls.map((call) => call(balancer));
      if (balancer === balancers[0]) for (const outcome of outcomes) this.kept.keep(outcome);
      return [
        {
          instructions: outcomes.flatMap(({ instructions }) => instructions),
          changed: outcomes.flatMap(({ changed }) => changed),
          receipts: outcomes.flatMap(({ receipts }) => receipts),
        },
      ];
    });
  }

  hearAll(balancers: readonly Balancer[]): void {
    for (const balancer of balancers) {
      for (const { kitchenId, bootId, open } of balancer.kitchens) {
        if (!balancer.isLost(bootId)) balancer.heard({ kitchenId, bootId }, !open, this.#nowMs);
      }
    }
  }

  #callsOf(step: Step, first: Balancer): ((balancer: Balancer) => Outcome)[] {
    const nowMs = this.#nowMs;
    switch (step.kind) {
      case 'register': {
        const plan = city.kitchens[step.kitchen] as KitchenPlan;
        this.#count += 1;
        const bootId = `${plan.id}#${this.#count}`;
        this.#boots.set(plan.id, bootId);
        this.kept.boots.push(bootId);
        return [(balancer) => balancer.register(plan, bootId, nowMs)];
      }
      case 'closing': {
        const boot = this.bootOf(city.kitchens[step.kitchen]?.id ?? '');
        return [(balancer) => balancer.heard(boot, true, nowMs)];
      }
      case 'order': {
        this.#count += 1;
        const id = `order-${String(this.#count).padStart(4, '0')}`;
        this.#ids.push(id);
        const dish = city.dishes[step.dish]?.name ?? 'soup';
        return [(balancer) => balancer.receive({ id, dish, place: city.centre, priority: step.priority })];
      }
      case 'report': {
        const order = first.orderOf(this.#ids[step.order % Math.max(1, this.#ids.length)] ?? '');
        if (order === undefined) return [];
        const { kitchenId, bootId } = order.owner ?? this.bootOf('kitchen-1');
        const epoch = order.epoch - (step.stale ? 1 : 0);
        const report = { orderId: order.id, kitchenId, bootId, epoch, said: step.said, tookMs: 700 };
        return [(balancer) => balancer.report(report, nowMs)];
      }
      case 'deliver': {
        const id = this.#ids[step.order % Math.max(1, this.#ids.length)] ?? '';
        return [(balancer) => balancer.deliver(id)];
      }
      case 'call off': {
        const id = this.#ids[step.order % Math.max(1, this.#ids.length)] ?? '';
        if (first.orderOf(id)?.state !== 'ready') this.kept.calledOff.add(id);
        return [(balancer) => balancer.callOff(id)];
      }
      case 'silence': {
        const silent = step.kitchens.map((index) => city.kitchens[index]?.id);
        this.#nowMs += 10_000;
        const atMs = this.#nowMs;
        const heard = first.kitchens.filter(
          ({ kitchenId, bootId }) => !first.isLost(bootId) && !silent.includes(kitchenId),
        );
        return [
          ...heard.map((boot) => (balancer: Balancer) => balancer.heard(boot, !boot.open, atMs)),
          (balancer) => balancer.look(atMs, 0),
        ];
      }
    }
  }
}

/** A chance that can be begun anew, so that two balancers draw the same from then on. */
function newChance(): { chance: Chance; begin: (seed: number) => void } {
  let drawn = chanceOf(1, 'restore');
  return {
    chance: () => drawn(),
    begin: (seed) => {
      drawn = chanceOf(seed, 'restore');
    },
  };
}

const settingsOf = (policy: 'scored' | 'round-robin' | 'power-of-two'): BalancerSettings => {
  const settings = settingsFor(city, policy);
  // Of migration only what rows hold is the same: see BalancerRows.
  return { ...settings, migration: { ...settings.migration, movesMax: 0 }, receiptDepth: 2 };
};

describe('a balancer that was restored from rows', () => {
  it('decides as the one before would have', () => {
    fc.assert(
      fc.property(
        fc.array(aStep, { minLength: 5, maxLength: 60 }),
        fc.array(aStep, { maxLength: 30 }),
        fc.constantFrom('scored', 'round-robin', 'power-of-two'),
        (before, after, policy) => {
          const settings = settingsOf(policy);
          const run = new Run();
          const chances = [newChance(), newChance()] as const;
          const first = new Balancer(settings, chances[0].chance);
          for (let kitchen = 0; kitchen < 3; kitchen += 1) run.take({ kind: 'register', kitchen }, [first]);
          for (const step of before) run.take(step, [first]);
          const restored = Balancer.restore(settings, chances[1].chance, run.kept.rows(first), 0);
          expect(restored.outcome).toEqual({ instructions: [], changed: [], receipts: [] });
          expect(restored.balancer.turn).toBe(first.turn);
          expect(restored.balancer.kitchens.map(({ held }) => held)).toEqual(first.kitchens.map(({ held }) => held));
          expect(restored.balancer.waiting).toEqual(first.waiting);
          expect(restored.balancer.tellAgain()).toEqual(first.tellAgain());
          for (const chance of chances) chance.begin(7);
          run.hearAll([first, restored.balancer]);
          for (const step of after) {
            const [one, other] = run.take(step, [first, restored.balancer]);
            expect(other).toEqual(one);
          }
        },
      ),
      { numRuns: 400 },
    );
  });

  it('takes back an order whose owner is no kitchen that is there', () => {
    const settings = settingsOf('scored');
    const run = new Run();
    const first = new Balancer(settings, chanceOf(1, 'test'));
    run.take({ kind: 'register', kitchen: 0 }, [first]);
    run.take({ kind: 'order', dish: 0, priority: 0 }, [first]);
    const rows = run.kept.rows(first);
    const { balancer, outcome } = Balancer.restore(settings, chanceOf(1, 'test'), { ...rows, kitchens: [] }, 0);
    expect(outcome.changed).toMatchObject([{ state: 'received', owner: null, losses: 1 }]);
    expect(balancer.waiting).toHaveLength(1);
  });
});

describe('what a balancer says again', () => {
  it('is what each order’s owner was told last, to cook it or to give it back, and nothing of orders that nobody has', () => {
    const run = new Run();
    const balancer = new Balancer(settingsOf('scored'), chanceOf(1, 'test'));
    run.take({ kind: 'register', kitchen: 0 }, [balancer]);
    for (const id of ['o1', 'o2', 'o3']) {
      balancer.receive({ id, dish: 'soup', place: city.centre, priority: 0 });
    }
    const owned = ['o1', 'o2', 'o3'].flatMap((id) => balancer.orderOf(id)?.owner ?? []);
    balancer.report({ ...(owned[0] as KitchenBoot), orderId: 'o1', epoch: 1, said: 'cooking' }, 1);
    balancer.callOff('o2');
    const words = balancer
      .tellAgain('kitchen-1')
      .map((each) => `${each.kind} ${'order' in each ? each.order.id : each.kind === 'give back' ? each.orderId : ''}`);
    expect(words).toEqual(['cook o1', 'give back o2', ...(owned.length === 3 ? ['cook o3'] : [])]);
  });
});

describe('an order that is called off', () => {
  const withOne = () => {
    const balancer = new Balancer(settingsOf('scored'), chanceOf(1, 'test'));
    const plan = city.kitchens[0] as KitchenPlan;
    balancer.receive({ id: 'o1', dish: 'soup', place: city.centre, priority: 0 });
    return { balancer, plan };
  };

  it('ends at once where it waits', () => {
    const { balancer } = withOne();
    expect(balancer.callOff('o1').changed).toMatchObject([{ state: 'failed', failure: 'called-off' }]);
    expect(balancer.waiting).toEqual([]);
    expect(balancer.openOrders).toBe(0);
  });

  it('is asked back where it has not begun, and ends when it was given back', () => {
    const { balancer, plan } = withOne();
    balancer.register(plan, 'b1', 0);
    expect(balancer.callOff('o1').instructions).toMatchObject([{ kind: 'give back', orderId: 'o1' }]);
    const { changed } = balancer.report(
      { kitchenId: plan.id, bootId: 'b1', orderId: 'o1', epoch: 1, said: 'released' },
      1,
    );
    expect(changed.at(-1)).toMatchObject({ state: 'failed', failure: 'called-off' });
  });

  it('is finished where it cooks, unless its kitchen is lost with it', () => {
    const { balancer, plan } = withOne();
    balancer.register(plan, 'b1', 0);
    const said = { kitchenId: plan.id, bootId: 'b1', orderId: 'o1', epoch: 1 };
    balancer.report({ ...said, said: 'cooking' }, 1);
    expect(balancer.callOff('o1')).toEqual({ instructions: [], changed: [], receipts: [] });
    expect(balancer.register(plan, 'b2', 2).changed.at(-1)).toMatchObject({ state: 'failed', failure: 'called-off' });
  });
});

describe('a kitchen that is gone', () => {
  it('is forgotten when that is asked for, and not before it is gone', () => {
    const balancer = new Balancer(settingsOf('scored'), chanceOf(1, 'test'));
    balancer.register(city.kitchens[0] as KitchenPlan, 'b1', 0);
    expect(balancer.forget('kitchen-1')).toBe(false);
    balancer.look(10_000, 0);
    expect(balancer.forget('kitchen-1')).toBe(true);
    expect(balancer.kitchens).toEqual([]);
  });
});
