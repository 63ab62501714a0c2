import { CookingLine, type LineReport } from '@longshore/kitchens';
import { type Cook, type KitchenOfTask, type OrderInstructions, SPECIALTY_SHARE } from '@longshore/schemas';

/** What is to be done with orders. */
export type OrderInstruction = Exclude<OrderInstructions['instructions'][number], { type: 'BeUpset' | 'StartAnew' }>;

/**
 * A kitchen between its opening and its end: the line of one boot, and the counts that it tells of. It reads no clock and
 * sends nothing. Hearing an instruction again changes nothing: it says once more what came of it.
 */
export class Kitchen {
  readonly #plan: KitchenOfTask;
  readonly #specialties: ReadonlySet<string>;
  #line: CookingLine;
  #bootId: string;
  #closing = false;
  #cooked = 0;
  #cookedMs = 0;
  #boots = 1;

  constructor(plan: KitchenOfTask, bootId: string) {
    this.#plan = plan;
    this.#specialties = new Set(plan.specialties);
    this.#line = new CookingLine(plan);
    this.#bootId = bootId;
  }

  get bootId(): string {
    return this.#bootId;
  }

  /** How often it began anew, the first time included. */
  get boots(): number {
    return this.#boots;
  }

  get closing(): boolean {
    return this.#closing;
  }

  get cooking(): number {
    return this.#line.cookingCount;
  }

  get waiting(): number {
    return this.#line.waiting.length;
  }

  /** Dishes of this boot. */
  get cooked(): number {
    return this.#cooked;
  }

  /** Of the dishes of this boot; 0: none yet. */
  get averageCookMs(): number {
    return this.#cooked === 0 ? 0 : this.#cookedMs / this.#cooked;
  }

  /** When something happens by itself; null: nothing cooks. */
  get nextAtMs(): number | null {
    return this.#line.nextReadyAtMs;
  }

  /** Does as it is told, and says what happened, in order. */
  hear(instruction: OrderInstruction, nowMs: number): LineReport[] {
    switch (instruction.type) {
      case 'Cook':
        return this.#counted(this.#take(instruction, nowMs));
      case 'GiveBack':
        return this.#counted(this.#line.giveBack(instruction.orderId, instruction.epoch, nowMs));
      case 'Drop':
        return this.#counted(this.#line.drop(instruction.orderId, instruction.epoch, nowMs));
    }
  }

  /** What has become ready by now, and what has begun since. */
  advance(nowMs: number): LineReport[] {
    return this.#counted(this.#line.advance(nowMs));
  }

  /** Takes no more orders, and gives back those that have not begun. */
  close(nowMs: number): LineReport[] {
    this.#closing = true;
    return this.#counted(this.#line.close(nowMs));
  }

  /** Drops everything: under another boot it is a stranger to its orders. */
  startAnew(bootId: string, nowMs: number): void {
    this.#bootId = bootId;
    this.#boots += 1;
    this.#cooked = 0;
    this.#cookedMs = 0;
    this.#line = new CookingLine(this.#plan);
    if (this.#closing) this.#line.close(nowMs);
  }

  #take({ orderId, epoch, dish, priority, cookMs }: Cook, nowMs: number): LineReport[] {
    // Nobody can cook for no number of milliseconds.
    if (!Number.isFinite(cookMs) || cookMs < 0) return [{ orderId, epoch, said: 'refused', atMs: nowMs }];
    const share = this.#specialties.has(dish) ? SPECIALTY_SHARE : 1;
    const here = (cookMs * share) / this.#plan.clockFactor;
    return this.#line.take({ orderId, epoch, dish, priority, cookMs: here }, nowMs);
  }

  #counted(reports: LineReport[]): LineReport[] {
    for (const { said, tookMs, repeated } of reports) {
      if (said !== 'ready' || repeated) continue;
      this.#cooked += 1;
      this.#cookedMs += tookMs ?? 0;
    }
    return reports;
  }
}
