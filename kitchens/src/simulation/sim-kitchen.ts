import type { Instruction } from '../balancer/outcome.ts';
import { CookingLine, type LineReport } from '../kitchen/cooking-line.ts';
import type { KitchenPlan } from '../kitchen/kitchen.ts';
import type { KitchenReport } from '../order/fold-report.ts';
import type { KitchenBoot } from '../order/order.ts';

/** How a kitchen is. A frozen one hears and does nothing, and catches up when it thaws; one cut off cooks on. */
type Condition = 'well' | 'frozen' | 'cut off' | 'dead';

/** A kitchen in a simulation: its line, and the ways in which it can fail. */
export class SimKitchen {
  readonly plan: KitchenPlan;
  readonly #cookMs: (orderId: string, dish: string) => number;
  #boots = 0;
  #line: CookingLine;
  #condition: Condition = 'dead';
  #closing = false;
  #heldBack: KitchenReport[] = [];
  #unread: Instruction[] = [];

  constructor(plan: KitchenPlan, cookMs: (orderId: string, dish: string) => number) {
    this.plan = plan;
    this.#cookMs = cookMs;
    this.#line = new CookingLine(plan);
  }

  get boot(): KitchenBoot {
    return { kitchenId: this.plan.id, bootId: `${this.plan.id}#${this.#boots}` };
  }

  get closing(): boolean {
    return this.#closing;
  }

  /** Whether it can be heard. */
  get isHeard(): boolean {
    return this.#condition === 'well';
  }

  get isDead(): boolean {
    return this.#condition === 'dead';
  }

  get cookingCount(): number {
    return this.#condition === 'dead' ? 0 : this.#line.cookingCount;
  }

  /** When it has to be looked at again; infinity: not by itself. */
  get nextAtMs(): number {
    const still = this.#condition === 'dead' || this.#condition === 'frozen';
    return still ? Number.POSITIVE_INFINITY : (this.#line.nextReadyAtMs ?? Number.POSITIVE_INFINITY);
  }

  start(): void {
    this.#boots += 1;
    this.#line = new CookingLine(this.plan);
    this.#condition = 'well';
    this.#closing = false;
    this.#heldBack = [];
    this.#unread = [];
  }

  die(): void {
    this.#condition = 'dead';
  }

  freeze(): void {
    if (this.#condition === 'well') this.#condition = 'frozen';
  }

  cutOff(): void {
    if (this.#condition === 'well') this.#condition = 'cut off';
  }

  /** It thaws, or is reached again: what was sent to it comes now, and what it could not say is said. */
  recover(nowMs: number): KitchenReport[] {
    if (this.#condition === 'dead') return [];
    this.#condition = 'well';
    const reports = [...this.#heldBack.splice(0), ...this.#of(this.#line.advance(nowMs))];
    for (const instruction of this.#unread.splice(0)) reports.push(...this.hear(instruction, nowMs));
    return reports;
  }

  close(nowMs: number): KitchenReport[] {
    this.#closing = true;
    return this.#say(this.#line.close(nowMs));
  }

  advance(nowMs: number): KitchenReport[] {
    return this.nextAtMs <= nowMs ? this.#say(this.#line.advance(nowMs)) : [];
  }

  hear(instruction: Instruction, nowMs: number): KitchenReport[] {
    if (this.#condition === 'dead' || instruction.to.bootId !== this.boot.bootId) return [];
    if (this.#condition !== 'well') {
      this.#unread.push(instruction);
      return [];
    }
    switch (instruction.kind) {
      case 'cook': {
        const { id: orderId, epoch, dish, priority } = instruction.order;
        const cookMs = this.#cookMs(orderId, dish);
        return this.#say(this.#line.take({ orderId, epoch, dish, priority, cookMs }, nowMs));
      }
      case 'give back':
        return this.#say(this.#line.giveBack(instruction.orderId, instruction.epoch, nowMs));
      case 'drop':
        return this.#say(this.#line.drop(instruction.orderId, instruction.epoch, nowMs));
      case 'start anew':
        this.start();
        return [];
    }
  }

  #say(reports: readonly LineReport[]): KitchenReport[] {
    const said = this.#of(reports);
    if (this.#condition === 'well') return said;
    this.#heldBack.push(...said);
    return [];
  }

  #of(reports: readonly LineReport[]): KitchenReport[] {
    return reports.map(({ orderId, epoch, said, tookMs }) => {
      const report = { ...this.boot, orderId, epoch, said };
      return tookMs === undefined ? report : { ...report, tookMs };
    });
  }
}
