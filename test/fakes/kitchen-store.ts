import { orderHasEnded } from '@longshore/schemas';
import type {
  KitchenStore,
  ReadSettings,
  StoredWith,
} from '../../control-plane/src/dispatcher/kitchens/kitchen-store.ts';
import type { NextOffset } from '../../control-plane/src/dispatcher/projector/store-offsets.ts';
import type { Intent, KeptOrder, KitchenFacts, NewOrder } from '../../control-plane/src/kitchens/facts.ts';
import type { KeptNetwork } from '../../control-plane/src/kitchens/kept-network.ts';
import type { LifeEntry, Turn } from '../../control-plane/src/kitchens/turn.ts';

/** When a write fails: with nothing of it kept, or with all. */
export type WriteFailure = 'before commit' | 'after commit';

/** The rows of the kitchen network in memory; what is read and written are copies, as of a database. */
export class MemoryKitchenStore implements KitchenStore {
  readonly orders = new Map<string, KeptOrder & { life: LifeEntry[] }>();
  readonly kitchens = new Map<string, KitchenFacts>();
  readonly offsets = new Map<string, NextOffset>();
  readonly moments: Turn['moments'] = [];
  readonly turns: Turn[] = [];
  waiting: NewOrder[] = [];
  wanted: Intent[] = [];
  set: Omit<ReadSettings, 'atMs'> = {
    policy: 'scored',
    runPolicy: null,
    weights: null,
    migration: {},
    silence: {},
    version: 1,
  };
  withoutJob: string[] = [];
  /** Of the writes to come, how the next ones fail. */
  failures: (WriteFailure | null)[] = [];
  #turn = 0;

  async load(): Promise<KeptNetwork> {
    const open = [...this.orders.values()].filter(({ order }) => !orderHasEnded(order.state));
    const kitchens = [...this.kitchens.values()].map((facts) => ({ ...structuredClone(facts), cooking: 0 }));
    return {
      turn: this.#turn,
      kitchens: kitchens.sort((a, b) => (a.registered ?? Infinity) - (b.registered ?? Infinity)),
      orders: structuredClone(open.map(({ order, facts }) => ({ order, facts }))).sort(
        (a, b) => a.facts.assignment - b.facts.assignment,
      ),
    };
  }

  async settings(): Promise<ReadSettings> {
    return { ...this.set, atMs: Date.now() };
  }

  async intake(limit: number): Promise<NewOrder[]> {
    return this.waiting.filter(({ id }) => !this.orders.has(id)).slice(0, limit);
  }

  async intents(): Promise<Intent[]> {
    return [...this.wanted];
  }

  async forgetIntents(ids: readonly number[]): Promise<void> {
    this.wanted = this.wanted.filter(({ id }) => !ids.includes(id));
  }

  async kitchensWithoutJob(): Promise<string[]> {
    return this.withoutJob;
  }

  async write(turn: Turn, { offsets }: StoredWith): Promise<void> {
    const failure = this.failures.shift() ?? null;
    if (failure === 'before commit') throw new Error('the database is away');
    this.turns.push(turn);
    this.#turn = turn.assignments;
    for (const [id, { order, facts, life }] of turn.orders) {
      const before = this.orders.get(id);
      if (before !== undefined && orderHasEnded(before.order.state)) continue;
      this.orders.set(id, structuredClone({ order, facts, life: [...(before?.life ?? []), ...life] }));
    }
    for (const [id, { facts }] of turn.kitchens) this.kitchens.set(id, structuredClone(facts));
    for (const id of turn.forgotten) this.kitchens.delete(id);
    this.moments.push(...turn.moments);
    for (const next of offsets) this.offsets.set(`${next.topic}/${next.partition}`, next);
    await this.forgetIntents(turn.intents);
    if (failure === 'after commit') throw new Error('the connection broke');
  }

  /** Of each state how many. */
  counts(): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const { order } of this.orders.values()) counts[order.state] = (counts[order.state] ?? 0) + 1;
    return counts;
  }
}
