import { byUrgency } from '../decide/urgency.ts';
import type { Order } from '../order/order.ts';

/**
 * Orders that no kitchen has, the most urgent first. There may be hundreds of thousands, of few priorities: each has a
 * line of its own, at whose end nearly all of them come.
 */
export class WaitingList {
  /** By priority, the highest first; none is empty. */
  readonly #lines: Order[][] = [];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  get first(): Order | undefined {
    return this.#lines[0]?.[0];
  }

  *[Symbol.iterator](): Generator<Order, void, undefined> {
    for (const line of this.#lines) yield* line;
  }

  add(order: Order): void {
    const line = this.#lineOf(order.priority);
    const last = line.at(-1);
    if (last === undefined || byUrgency(last, order) < 0) line.push(order);
    else line.splice(placeIn(line, order), 0, order);
    this.#size += 1;
  }

  /** Takes an order out, if it is there. */
  remove(order: Pick<Order, 'id' | 'priority'>): void {
    const at = this.#lines.findIndex((line) => line[0]?.priority === order.priority);
    const line = this.#lines[at];
    if (line === undefined) return;
    const place = placeIn(line, order);
    if (line[place]?.id === order.id) this.#takeOut(at, place);
  }

  /**
   * Shows orders one after another, the most urgent first. Nothing else may be done to the list meanwhile.
   *
   * @param look - what becomes of one: it is taken out, it stays, or it stays and no more are shown
   */
  takeOut(look: (order: Order) => 'taken' | 'stays' | 'enough'): void {
    for (let at = 0; at < this.#lines.length; ) {
      const line = this.#lines[at] as Order[];
      let place = 0;
      while (place < line.length) {
        const became = look(line[place] as Order);
        if (became === 'enough') return;
        if (became === 'taken') this.#takeOut(at, place);
        else place += 1;
      }
      if (line.length > 0) at += 1;
    }
  }

  #takeOut(at: number, place: number): void {
    const line = this.#lines[at] as Order[];
    if (place === 0) line.shift();
    else line.splice(place, 1);
    if (line.length === 0) this.#lines.splice(at, 1);
    this.#size -= 1;
  }

  #lineOf(priority: number): Order[] {
    const at = this.#lines.findIndex((line) => (line[0] as Order).priority <= priority);
    const found = this.#lines[at];
    if (found?.[0]?.priority === priority) return found;
    const line: Order[] = [];
    this.#lines.splice(at === -1 ? this.#lines.length : at, 0, line);
    return line;
  }
}

/** Where an order is, or would be, in a line. */
function placeIn(line: readonly Order[], order: Pick<Order, 'id' | 'priority'>): number {
  let low = 0;
  let high = line.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (byUrgency(line[middle] as Order, order) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
