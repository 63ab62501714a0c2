import { describe, expect, it } from 'vitest';
import { chanceOf } from '../chance/chance.ts';
import { makeCity } from '../city/city.ts';
import type { KitchenPlan } from '../kitchen/kitchen.ts';
import type { Said } from '../order/fold-report.ts';
import type { Order } from '../order/order.ts';
import { Balancer } from './balancer.ts';
import type { Outcome } from './outcome.ts';
import { settingsFor } from './settings-for.ts';

const city = makeCity({ seed: 1, kitchens: 1, specialties: 0, capacities: [1], railPerCook: 1 });
const settings = { ...settingsFor(city), receiptDepth: 3 };
const plan = (id: string, over: Partial<KitchenPlan> = {}): KitchenPlan => ({
  id,
  name: id,
  location: city.centre,
  capacity: 1,
  railMax: 1,
  specialties: [],
  ...over,
});
const wish = (id: string, priority = 0) => ({ id, dish: 'soup', place: city.centre, priority });
const words = ({ instructions }: Outcome): string[] =>
  instructions.map((each) => {
    const what = each.kind === 'cook' ? each.order.id : 'orderId' in each ? each.orderId : '';
    return [each.to.kitchenId, each.kind, what].join(' ').trim();
  });

/** A balancer with kitchens of one cook and room for one more order. */
function balancerWith(...ids: string[]): Balancer {
  const balancer = new Balancer(settings, chanceOf(1, 'test'));
  for (const id of ids) balancer.register(plan(id), `${id}1`, 0);
  return balancer;
}

const says = (order: Order | undefined, said: Said, over = {}) => ({
  orderId: order?.id ?? '',
  kitchenId: order?.owner?.kitchenId ?? '',
  bootId: order?.owner?.bootId ?? '',
  epoch: order?.epoch ?? 0,
  said,
  ...over,
});

describe('the balancer', () => {
  it('gives an order to a kitchen with a receipt, and once only when it comes twice', () => {
    const balancer = balancerWith('a');
    const outcome = balancer.receive(wish('o1'));
    expect(words(outcome)).toEqual(['a cook o1']);
    expect(outcome.changed.map(({ state }) => state)).toEqual(['received', 'assigned']);
    expect(outcome.receipts).toMatchObject([
      { orderId: 'o1', winner: 'a', summary: 'To a with 0.70, the only kitchen that could' },
    ]);
    expect(balancer.receive(wish('o1'))).toEqual({ instructions: [], changed: [], receipts: [] });
  });

  it('lets wait what finds no room, and gives the most urgent to the next cook', () => {
    const balancer = balancerWith('a');
    for (const id of ['o1', 'o2', 'o3', 'o4']) balancer.receive(wish(id));
    balancer.receive(wish('o5', 5));
    expect(balancer.waiting.map(({ id }) => id)).toEqual(['o5', 'o3', 'o4']);
    expect(balancer.whyWaiting()).toBe('Waits for room: every open kitchen is full');
    expect(words(balancer.report(says(balancer.orderOf('o1'), 'ready', { tookMs: 900 }), 1))).toEqual(['a cook o5']);
    expect(balancer.kitchens[0]?.averageCookMs).toBe(900);
  });

  it('weighs by other weights, or chooses by another policy, from the next order on', () => {
    const balancer = new Balancer(settings, chanceOf(1, 'test'));
    balancer.register(plan('busy', { railMax: 3, specialties: ['soup'] }), 'b1', 0);
    balancer.register(plan('idle', { railMax: 3 }), 'i1', 0);
    expect(words(balancer.receive(wish('o1')))).toEqual(['busy cook o1']);
    const { choice } = settings;
    const onlyLoad = { load: 1, specialty: 0, time: 0, distance: 0 };
    balancer.changeSettings({ ...settings, choice: { ...choice, weights: onlyLoad } });
    expect(words(balancer.receive(wish('o2')))).toEqual(['idle cook o2']);
    balancer.changeSettings({ ...settings, choice: { ...choice, policy: 'round-robin' } });
    expect(words(balancer.receive(wish('o3')))).toEqual(['busy cook o3']);
    expect(words(balancer.receive(wish('o4')))).toEqual(['idle cook o4']);
  });

  it('takes the orders of a kitchen that fell silent elsewhere, and tells it to start anew when it is heard again', () => {
    const balancer = balancerWith('a', 'b');
    for (const id of ['o1', 'o2']) balancer.receive(wish(id));
    const mine = ['o1', 'o2'].map((id) => balancer.orderOf(id)).find((order) => order?.owner?.kitchenId === 'a');
    balancer.heard({ kitchenId: 'b', bootId: 'b1' }, false, 3_000);
    const outcome = balancer.look(3_000, 0);
    expect(words(outcome)).toEqual([`b cook ${mine?.id}`]);
    expect(outcome.receipts).toMatchObject([{ orderId: mine?.id, winner: 'b' }]);
    expect(words(balancer.heard({ kitchenId: 'a', bootId: 'a1' }, false, 3_100))).toEqual(['a start anew']);
    expect(words(balancer.report(says(mine, 'ready'), 3_100))).toEqual([`a drop ${mine?.id}`]);
    expect(balancer.orderOf(mine?.id ?? '')?.state).toBe('assigned');
    expect(balancer.kitchens.find(({ kitchenId }) => kitchenId === 'a')?.open).toBe(false);
    balancer.register(plan('a'), 'a2', 3_200);
    expect(balancer.kitchens.map(({ kitchenId, open, held }) => [kitchenId, open, held])).toEqual([
      ['a', true, 0],
      ['b', true, 2],
    ]);
  });

  it('takes back what an earlier boot had when a kitchen registers anew before it was missed', () => {
    const balancer = balancerWith('a');
    balancer.receive(wish('o1'));
    const before = balancer.orderOf('o1');
    expect(words(balancer.register(plan('a'), 'a2', 100))).toEqual(['a cook o1']);
    expect(balancer.orderOf('o1')).toMatchObject({ owner: { bootId: 'a2' }, epoch: 3, losses: 1 });
    expect(words(balancer.report(says(before, 'ready'), 200))).toEqual(['a drop o1']);
  });

  it('refuses what a kitchen says of another’s order, and changes nothing by it', () => {
    const balancer = balancerWith('a', 'b');
    balancer.receive(wish('o1'));
    const order = balancer.orderOf('o1');
    const other = order?.owner?.kitchenId === 'a' ? 'b' : 'a';
    const foreign = says(order, 'ready', { kitchenId: other, bootId: `${other}1` });
    expect(words(balancer.report(foreign, 1))).toEqual([`${other} drop o1`]);
    expect(balancer.orderOf('o1')).toBe(order);
    expect(words(balancer.report({ ...foreign, orderId: 'never' }, 1))).toEqual([`${other} drop never`]);
  });

  it('has nothing dropped that a kitchen was given since, when what it said before comes again', () => {
    const balancer = balancerWith('a');
    balancer.receive(wish('o1'));
    const given = balancer.orderOf('o1');
    const released = says(given, 'released');
    expect(words(balancer.report(released, 1))).toEqual(['a cook o1']);
    expect(balancer.orderOf('o1')).toMatchObject({ owner: { kitchenId: 'a', bootId: 'a1' }, epoch: 3 });
    const again = balancer.report(released, 2);
    expect(again.instructions).toMatchObject([{ kind: 'drop', orderId: 'o1', epoch: 1 }]);
    const unheardOf = balancer.report({ ...released, epoch: 9 }, 3);
    expect(unheardOf.instructions).toMatchObject([{ kind: 'drop', orderId: 'o1', epoch: 2 }]);
  });

  it('does not give an order again to who refused it, and fails it when too many did', () => {
    const balancer = new Balancer({ ...settings, failover: { lossesMax: 9, refusalsMax: 1 } }, chanceOf(1, 'test'));
    for (const id of ['a', 'b', 'c']) balancer.register(plan(id), `${id}1`, 0);
    balancer.receive(wish('o1'));
    const first = balancer.orderOf('o1');
    balancer.report(says(first, 'refused'), 1);
    const second = balancer.orderOf('o1');
    expect(second?.owner?.kitchenId).not.toBe(first?.owner?.kitchenId);
    const { changed } = balancer.report(says(second, 'refused'), 2);
    expect(changed.at(-1)).toMatchObject({ state: 'failed', failure: 'refused-too-often' });
    expect(balancer.kitchens.map(({ held }) => held)).toEqual([0, 0, 0]);
  });

  it('does not let an order wait for room behind one that was refused where there is some', () => {
    const balancer = balancerWith('a');
    balancer.receive(wish('o1'));
    balancer.report(says(balancer.orderOf('o1'), 'refused'), 1);
    expect(words(balancer.receive(wish('o2')))).toEqual(['a cook o2']);
  });

  it('gives nothing to a kitchen that closes, and takes back what it hands over', () => {
    const balancer = balancerWith('a', 'b');
    for (const id of ['o1', 'o2']) balancer.receive(wish(id));
    const its = balancer.orderOf('o1');
    const owner = its?.owner ?? { kitchenId: '', bootId: '' };
    balancer.heard(owner, true, 10);
    const { instructions } = balancer.report(says(its, 'released'), 11);
    expect(instructions.map(({ to }) => to.kitchenId)).toEqual([owner.kitchenId === 'a' ? 'b' : 'a']);
  });

  it('counts what a dish took only where that can be', () => {
    const balancer = balancerWith('a');
    for (const [index, tookMs] of [Number.NaN, -5, Number.POSITIVE_INFINITY].entries()) {
      balancer.receive(wish(`o${index}`));
      balancer.report(says(balancer.orderOf(`o${index}`), 'ready', { tookMs }), index);
    }
    expect(balancer.kitchens[0]?.averageCookMs).toBe(0);
  });

  it('asks a full kitchen for orders, moves them when they are given back, and counts what was won', () => {
    const balancer = new Balancer({ ...settings, silence: null }, chanceOf(1, 'test'));
    balancer.register(plan('full', { railMax: 9 }), 'f1', 0);
    for (let index = 0; index < 10; index += 1) balancer.receive(wish(`o${index}`));
    balancer.report(says(balancer.orderOf('o0'), 'ready', { tookMs: 1_000 }), 1_000);
    balancer.receive(wish('o-last'));
    balancer.register(plan('idle', { railMax: 9 }), 'i1', 1_000);
    balancer.look(1_000, 0);
    const asked = balancer.look(1_500, 0);
    expect(words(asked)).toEqual(['full give back o-last', 'full give back o9']);
    const [one, other] = ['o9', 'o-last'].map((id) => balancer.orderOf(id));
    expect(words(balancer.report(says(one, 'released'), 1_510))).toEqual(['idle cook o9']);
    balancer.report(says(balancer.orderOf('o9'), 'cooking'), 1_520);
    balancer.report(says(other, 'cooking'), 1_530);
    expect(balancer.orderOf('o-last')?.owner?.kitchenId).toBe('full');
    expect(balancer.migration).toMatchObject({ asked: 2, givenBack: 1, tooLate: 1, sooner: 1 });
    expect(balancer.migration.savedMs).toBeGreaterThan(5_000);
  });
});
