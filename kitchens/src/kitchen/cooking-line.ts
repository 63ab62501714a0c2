import type { Said } from '../order/fold-report.ts';

/** An order as a kitchen was given it. */
export interface Ticket {
  orderId: string;
  /** That of the assignment; what the kitchen says of the order carries it. */
  epoch: number;
  dish: string;
  /** Higher goes first. */
  priority: number;
  /** How long it takes here. */
  cookMs: number;
}

/** What a kitchen says of an order. */
export interface LineReport {
  orderId: string;
  epoch: number;
  said: Said;
  /** When it was, which may be before it was looked. */
  atMs: number;
  /** Of a dish that is ready: how long it took. */
  tookMs?: number;
  /** It was said before, and is said again because it was asked again. */
  repeated?: true;
}

/** Beyond its room, and up to twice as many: an order is answered long before so many others came. */
const REMEMBERED = 10_000;

/** What is remembered of an order: the highest epoch of it, and what was said of it then; null: nothing yet. */
interface Known {
  epoch: number;
  last: LineReport | null;
}

interface Cooking {
  ticket: Ticket;
  readyAtMs: number;
}

export interface LineSettings {
  /** Dishes that are cooked at once. */
  capacity: number;
  /** Orders that wait for a free cook; one more is refused. */
  railMax: number;
}

/**
 * What a kitchen does with its orders: so many cook at once, the others wait by priority and then by when they came. It
 * reads no clock and sends nothing: it is told the time, and gives back what is to be reported, in order. Times must not
 * go back.
 *
 * An order that it does not have is released when that is asked for, and so is one that it is given afterwards in the
 * same epoch: whatever way the two took, nobody is left to believe that it has it. Who asks again about an order of which
 * something was said already is told that again: the first word may have been lost.
 */
export class CookingLine {
  readonly #settings: LineSettings;
  readonly #waiting: Ticket[] = [];
  /** By when they are ready. */
  readonly #cooking: Cooking[] = [];
  /** Orders that were here or were asked back, so that one given twice is cooked once. */
  readonly #known = new Map<string, Known>();
  #closing = false;

  constructor(settings: LineSettings) {
    this.#settings = settings;
  }

  get waiting(): readonly Ticket[] {
    return this.#waiting;
  }

  get cookingCount(): number {
    return this.#cooking.length;
  }

  /** When the next dish is ready; null while nothing cooks. */
  get nextReadyAtMs(): number | null {
    return this.#cooking[0]?.readyAtMs ?? null;
  }

  /** Takes an order: it begins at once where a cook is free. */
  take(ticket: Ticket, nowMs: number): LineReport[] {
    const known = this.#known.get(ticket.orderId);
    const before = this.advance(nowMs);
    if (known !== undefined && known.epoch >= ticket.epoch) return [...before, ...this.#again(known, ticket)];
    this.#remember(ticket.orderId, { epoch: ticket.epoch, last: null });
    const { capacity, railMax } = this.#settings;
    if (this.#closing || this.#cooking.length + this.#waiting.length >= capacity + railMax) {
      return [...before, this.#say(ticket, this.#closing ? 'released' : 'refused', nowMs)];
    }
    const after = this.#waiting.findIndex(({ priority }) => priority < ticket.priority);
    this.#waiting.splice(after === -1 ? this.#waiting.length : after, 0, ticket);
    return [...before, ...this.#begin(nowMs)];
  }

  /** Gives an order back, unless it has begun. */
  giveBack(orderId: string, epoch: number, nowMs: number): LineReport[] {
    const known = this.#known.get(orderId);
    const before = this.advance(nowMs);
    const at = this.#waiting.findIndex((ticket) => ticket.orderId === orderId && ticket.epoch === epoch);
    if (at !== -1) this.#waiting.splice(at, 1);
    else if (known !== undefined && known.epoch >= epoch) return [...before, ...this.#again(known, { orderId, epoch })];
    else this.#remember(orderId, { epoch, last: null });
    return [...before, this.#say({ orderId, epoch }, 'released', nowMs)];
  }

  /** Drops an order that it was given in this epoch or before, and that is another's by now. Nothing is said of it. */
  drop(orderId: string, epoch: number, nowMs: number): LineReport[] {
    const before = this.advance(nowMs);
    const isIt = (ticket: Ticket): boolean => ticket.orderId === orderId && ticket.epoch <= epoch;
    const waits = this.#waiting.findIndex(isIt);
    if (waits !== -1) this.#waiting.splice(waits, 1);
    const cooks = this.#cooking.findIndex(({ ticket }) => isIt(ticket));
    if (cooks !== -1) this.#cooking.splice(cooks, 1);
    // Whatever was said of it is not true any more.
    const known = this.#known.get(orderId);
    if (known !== undefined && known.epoch <= epoch) this.#known.set(orderId, { epoch: known.epoch, last: null });
    return [...before, ...this.#begin(nowMs)];
  }

  /** What has become ready by now, and what has begun since, each when it was. */
  advance(nowMs: number): LineReport[] {
    const reports: LineReport[] = [];
    for (let first = this.#cooking[0]; first !== undefined && first.readyAtMs <= nowMs; first = this.#cooking[0]) {
      this.#cooking.shift();
      reports.push(
        this.#say(first.ticket, 'ready', first.readyAtMs, first.ticket.cookMs),
        ...this.#begin(first.readyAtMs),
      );
    }
    return reports;
  }

  /** Takes no more, and gives back what has not begun. What cooks is finished. */
  close(nowMs: number): LineReport[] {
    const before = this.advance(nowMs);
    this.#closing = true;
    return [...before, ...this.#waiting.splice(0).map((ticket) => this.#say(ticket, 'released', nowMs))];
  }

  #say({ orderId, epoch }: Pick<Ticket, 'orderId' | 'epoch'>, said: Said, atMs: number, tookMs?: number): LineReport {
    const report: LineReport = { orderId, epoch, said, atMs, ...(tookMs === undefined ? {} : { tookMs }) };
    // It keeps its place among those that are remembered.
    if (this.#known.get(orderId)?.epoch === epoch) this.#known.set(orderId, { epoch, last: report });
    return report;
  }

  /** What was said of an order in this epoch, unless that was just now. */
  #again(known: Known, { orderId, epoch }: Pick<Ticket, 'orderId' | 'epoch'>): LineReport[] {
    const isNews = this.#known.get(orderId) !== known;
    if (isNews || known.epoch !== epoch || known.last === null) return [];
    return [{ ...known.last, repeated: true }];
  }

  #remember(orderId: string, known: Known): void {
    this.#known.delete(orderId);
    this.#known.set(orderId, known);
    const { capacity, railMax } = this.#settings;
    let tooMany = this.#known.size - REMEMBERED - capacity - railMax;
    // Many at once: each look for the oldest of a map passes over those that were deleted before it.
    if (tooMany < REMEMBERED) return;
    for (const oldest of this.#known.keys()) {
      if (tooMany === 0) break;
      this.#known.delete(oldest);
      tooMany -= 1;
    }
  }

  #begin(nowMs: number): LineReport[] {
    const reports: LineReport[] = [];
    while (this.#cooking.length < this.#settings.capacity) {
      const ticket = this.#waiting.shift();
      if (ticket === undefined) break;
      const readyAtMs = nowMs + ticket.cookMs;
      const after = this.#cooking.findIndex((other) => other.readyAtMs > readyAtMs);
      this.#cooking.splice(after === -1 ? this.#cooking.length : after, 0, { ticket, readyAtMs });
      reports.push(this.#say(ticket, 'cooking', nowMs));
    }
    return reports;
  }
}
