import type { MigrationCount } from '@longshore/kitchens';
import { KITCHEN_STATES } from '@longshore/schemas';
import type { KitchenFacts, OrderFacts } from './facts.ts';
import { Figures, type KeptFigures, type Standing } from './figures.ts';

/** How often what each kitchen did is written down: for every second it would be most of what is kept. */
const WORK_EVERY_MS = 10_000;

/** Counts what happens in the network, second by second. */
export class NetworkFigures {
  /** Of the second that goes on. */
  now = new Figures();
  /** Reports that could not be believed, since the beginning. */
  nonsense = 0;
  #secondMs: number | null = null;
  #workSinceMs: number | null = null;
  #work = new Map<string, { busyMs: number; cookMs: number }>();
  readonly #migration: MigrationCount = { asked: 0, givenBack: 0, tooLate: 0, moved: 0, sooner: 0, savedMs: 0 };

  ready({ receivedAtMs, startedAtMs, readyAtMs }: OrderFacts): void {
    this.now.count('ready');
    this.now.response.add((readyAtMs ?? receivedAtMs) - receivedAtMs);
    this.now.wait.add((startedAtMs ?? receivedAtMs) - receivedAtMs);
  }

  /** A dish was cooked, whatever it is good for. */
  cooked(kitchenId: string, tookMs: number): void {
    const work = this.#work.get(kitchenId) ?? { busyMs: 0, cookMs: 0 };
    work.busyMs += tookMs;
    this.#work.set(kitchenId, work);
  }

  /** How migration went since the balancer was made: what is new in it is of this second. */
  migrated(total: Readonly<MigrationCount>): void {
    for (const name of ['asked', 'givenBack', 'tooLate', 'moved', 'sooner', 'savedMs'] as const) {
      const by = total[name] - this.#migration[name];
      if (by !== 0) this.now.count(name, by);
      this.#migration[name] = total[name];
    }
  }

  /** The figures of seconds that are over. One in which nothing was is kept with a later one, or left out where no kitchen should be open. */
  takeOver(
    atMs: number,
    standing: () => Standing,
    kitchens: Iterable<KitchenFacts>,
  ): { atMs: number; figures: KeptFigures }[] {
    const secondMs = Math.floor(atMs / 1_000) * 1_000;
    this.#secondMs ??= secondMs;
    this.#workSinceMs ??= atMs;
    if (secondMs <= this.#secondMs) return [];
    const ended = this.#secondMs;
    this.#secondMs = secondMs;
    this.now.stands(standing());
    const { waiting = 0, wanted = 0 } = this.now.standing ?? {};
    let tells = waiting > 0;
    if (atMs - this.#workSinceMs >= WORK_EVERY_MS) {
      this.#countWork(atMs - this.#workSinceMs, kitchens);
      this.#workSinceMs = atMs;
      // Also where none took orders and nothing was done: that they should have is what uptime is about.
      tells ||= wanted > 0;
    }
    const figures = this.now;
    if (figures.isEmpty && !tells) return [];
    this.now = new Figures();
    return [{ atMs: ended, figures: figures.kept() }];
  }

  #countWork(elapsedMs: number, kitchens: Iterable<KitchenFacts>): void {
    for (const { plan, state } of kitchens) {
      const busyMs = this.#work.get(plan.id)?.busyMs ?? 0;
      if (KITCHEN_STATES[state].takesOrders || busyMs > 0) this.now.worked(plan.id, busyMs, elapsedMs * plan.capacity);
    }
    this.#work.clear();
  }
}
