import { CookingLine, type LineReport } from '@longshore/kitchens';
import { CITY, type KitchenStatus, type OrderReports, type OrderSaid } from '@longshore/schemas';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NewOrder } from './facts.ts';
import { KitchenHearing } from './hear-kitchens.ts';
import { Network } from './network.ts';
import { balancerSettings } from './network-settings.ts';
import type { WireInstruction } from './turn.ts';

const STEP_MS = 500;
const COOK_MS = 2_000;
const SAID: Record<LineReport['said'], OrderSaid> = {
  cooking: 'COOKING',
  ready: 'READY',
  released: 'RELEASED',
  refused: 'REFUSED',
};

const newOrder = (id: string): NewOrder => ({
  id,
  dish: 'soup',
  place: CITY.centre,
  priority: 0,
  cookMs: COOK_MS,
  runId: null,
  receivedAtMs: 0,
});

/** A network with kitchens, between which messages can be lost. Each step takes half a second. */
class LossyCity {
  readonly network: Network;
  readonly #hearing: KitchenHearing;
  readonly #lines = new Map<string, CookingLine>();
  readonly #ends = new Map<string, string[]>();
  #nowMs = 0;
  #sequence = 0;

  constructor(kitchens: number) {
    const settings = balancerSettings({ policy: 'scored', weights: null, migration: {}, silence: {}, runPolicy: null });
    const clock = { nowMs: 0, atMs: 0 };
    this.network = new Network(settings, () => 0.5, { turn: 0, kitchens: [], orders: [] }, clock);
    this.#hearing = new KitchenHearing(this.network, 1);
    for (let number = 0; number < kitchens; number++) {
      this.#lines.set(`kitchen-${number}`, new CookingLine({ capacity: 2, railMax: 1 }));
    }
  }

  /** The ends that each order came to. */
  get ends(): ReadonlyMap<string, readonly string[]> {
    return this.#ends;
  }

  /**
   * @param lost - whether this message is, be it one to a kitchen or one of a kitchen
   */
  step(orders: readonly string[], lost: () => boolean): void {
    this.#nowMs += STEP_MS;
    this.network.begin({ nowMs: this.#nowMs, atMs: this.#nowMs });
    this.network.receive(orders.map(newOrder));
    for (const [id, line] of this.#lines) {
      this.#say(id, line.advance(this.#nowMs), lost);
      this.#hearing.status(this.#statusOf(id, line));
    }
    this.network.did(this.network.balancer.look(this.#nowMs, 0));
    if (this.#nowMs % 2_500 === 0) this.network.tellLaggards();
    this.network.deliver();
    const turn = this.network.end(true);
    for (const { order } of turn.orders.values()) {
      if (order.state !== 'delivered' && order.state !== 'failed') continue;
      this.#ends.set(order.id, [...(this.#ends.get(order.id) ?? []), order.state]);
    }
    for (const { to, instructions } of turn.letters.values()) if (!lost()) this.#hear(to.kitchenId, instructions, lost);
  }

  #hear(kitchenId: string, instructions: readonly WireInstruction[], lost: () => boolean): void {
    const line = this.#lines.get(kitchenId);
    for (const each of instructions) {
      if (line === undefined || each.type === 'BeUpset' || each.type === 'StartAnew') continue;
      if (each.type === 'Cook') this.#say(kitchenId, line.take(each, this.#nowMs), lost);
      else if (each.type === 'Drop') this.#say(kitchenId, line.drop(each.orderId, each.epoch, this.#nowMs), lost);
      else this.#say(kitchenId, line.giveBack(each.orderId, each.epoch, this.#nowMs), lost);
    }
  }

  #say(kitchenId: string, reports: readonly LineReport[], lost: () => boolean): void {
    if (reports.length === 0 || lost()) return;
    this.#sequence += 1;
    const said: OrderReports = {
      kitchenId,
      bootId: `${kitchenId}-boot`,
      sequence: this.#sequence,
      reports: reports.map(({ orderId, epoch, said: word, tookMs, repeated }) => ({
        orderId,
        epoch,
        said: SAID[word],
        tookMs: tookMs ?? null,
        repeated: repeated ?? false,
      })),
      occurredAt: this.#nowMs,
    };
    this.#hearing.reports(said);
  }

  #statusOf(kitchenId: string, line: CookingLine): KitchenStatus {
    return {
      kitchenId,
      bootId: `${kitchenId}-boot`,
      sequence: this.#sequence,
      lane: 0,
      jobId: '',
      attemptId: '',
      agentId: '',
      name: kitchenId,
      ...CITY.centre,
      capacity: 2,
      railMax: 1,
      specialties: [],
      clockFactor: 1,
      closing: false,
      cooking: line.cookingCount,
      waiting: line.waiting.length,
      cooked: 0,
      averageCookMs: 0,
      occurredAt: this.#nowMs,
    };
  }
}

describe('the kitchen network', () => {
  it('brings every order to one end, whatever was lost of what kitchens were told and of what they said', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3 }),
        fc.array(fc.nat(2), { minLength: 1, maxLength: 30 }),
        fc.infiniteStream(fc.boolean()),
        (kitchens, arrivals, losses) => {
          const city = new LossyCity(kitchens);
          const made: string[] = [];
          const arrive = (count: number): string[] => {
            // Of two ids the smaller is the earlier.
            const idOf = (index: number): string => `order ${String(made.length + index).padStart(6, '0')}`;
            const arrived = Array.from({ length: count }, (_, index) => idOf(index));
            made.push(...arrived);
            return arrived;
          };
          const ends = (orders: readonly string[]) => orders.map((id) => [id, ...(city.ends.get(id) ?? [])]);
          const delivered = (orders: readonly string[]) => orders.map((id) => [id, 'delivered']);
          city.step([], () => false);
          for (const count of arrivals) city.step(arrive(count), () => losses.next().value ?? false);
          const early = [...made];
          // All cooks are busy with others: by a kitchen's count nothing is missing.
          for (let step = 0; step < 500; step++) city.step(step % 2 === 0 ? arrive(kitchens) : [], () => false);
          expect(ends(early)).toEqual(delivered(early));
          for (let step = 0; step < 500; step++) city.step([], () => false);
          expect(ends(made)).toEqual(delivered(made));
        },
      ),
      { numRuns: 50 },
    );
  });
});
