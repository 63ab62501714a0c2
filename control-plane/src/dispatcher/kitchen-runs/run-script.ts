import { type Arrival, arrivalsOf, type Happening, type Scenario } from '@longshore/kitchens';

/** What a run does, step by step: the same for the same scenario, from wherever it is taken up. */
export class RunScript {
  readonly scenario: Scenario;
  readonly #arrivals: Iterator<Arrival, void>;
  #next: Arrival | null;
  #number = 0;

  /** @param placed - orders that were placed already */
  constructor(scenario: Scenario, placed: number) {
    this.scenario = scenario;
    this.#arrivals = arrivalsOf(scenario.city, scenario.traffic);
    this.#next = this.#advance();
    while (this.#number < placed && this.#next !== null) this.#take();
  }

  /** Orders that were taken. */
  get placed(): number {
    return this.#number;
  }

  /** Whether no more orders come in. */
  get isOver(): boolean {
    return this.#next === null;
  }

  /** Orders that are due by its own clock, with their numbers: 1 for the first. */
  take(elapsedMs: number, most: number): { number: number; arrival: Arrival }[] {
    const due: { number: number; arrival: Arrival }[] = [];
    while (this.#next !== null && this.#next.atMs <= elapsedMs && due.length < most) {
      const arrival = this.#take();
      due.push({ number: this.#number, arrival });
    }
    return due;
  }

  /** What happens to kitchens and is due, after so many that were carried out. */
  happenings(elapsedMs: number, happened: number): Happening[] {
    const inOrder = this.scenario.happenings.toSorted((a, b) => a.atMs - b.atMs);
    return inOrder.slice(happened).filter(({ atMs }) => atMs <= elapsedMs);
  }

  /** Kitchens that died so long ago and have not returned, of what was carried out. */
  dead(elapsedMs: number, happened: number, agoMs: number): string[] {
    const inOrder = this.scenario.happenings.toSorted((a, b) => a.atMs - b.atMs).slice(0, happened);
    const last = new Map(inOrder.map((happening) => [happening.kitchenId, happening]));
    return [...last.values()]
      .filter(({ kind, atMs }) => kind === 'dies' && elapsedMs - atMs >= agoMs)
      .map(({ kitchenId }) => kitchenId);
  }

  /** How long something that passes lasts, by the run's own clock; null: it does not pass. */
  lastsMs(happening: Happening): number | null {
    const end = this.scenario.happenings.find(
      ({ kitchenId, kind, atMs }) =>
        kitchenId === happening.kitchenId &&
        atMs > happening.atMs &&
        (kind === 'thaws' || kind === 'is reached again' || kind === 'returns'),
    );
    return end === undefined ? null : end.atMs - happening.atMs;
  }

  #take(): Arrival {
    const taken = this.#next as Arrival;
    this.#number += 1;
    this.#next = this.#advance();
    return taken;
  }

  #advance(): Arrival | null {
    const next = this.#arrivals.next();
    return next.done === true ? null : next.value;
  }
}
