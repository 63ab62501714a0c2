import type { OrderReceipt } from '../decide/receipt.ts';
import type { Verdict } from '../order/fold-report.ts';
import type { KitchenBoot, Order } from '../order/order.ts';

/** What a kitchen is told. */
export type Instruction = { to: KitchenBoot } & (
  | { kind: 'cook'; order: Order }
  | { kind: 'give back'; orderId: string; epoch: number }
  /** The order is another's: what it still does with it is for nothing. */
  | { kind: 'drop'; orderId: string; epoch: number }
  /** It was taken for lost. It has to drop everything, and register as a new boot. */
  | { kind: 'start anew' }
);

/** What came of something that happened. */
export interface Outcome {
  instructions: Instruction[];
  /** Orders that changed, each time they did. */
  changed: Order[];
  receipts: OrderReceipt[];
}

/** What came of a report; `unknown`: of an order that there is not, or not any more. */
export interface ReportOutcome extends Outcome {
  verdict: Verdict | 'unknown';
}

/** Nothing came of it so far: what does is put in. */
export function emptyOutcome(): Outcome {
  return { instructions: [], changed: [], receipts: [] };
}
