import {
  type KitchenSummary,
  ORDER_FAILURES,
  ORDER_STATES,
  type OrderState,
  type OrderSummary,
} from '@longshore/schemas';
import { formatDuration } from '@longshore/schemas/words';
import type { Style } from '../output/style.ts';
import type { Column } from '../output/table.ts';
import { oneLine } from '../output/width.ts';

/** How long a kitchen takes for a dish on average, or a dash while that is not known. */
export function averageWords({ averageCookMs }: Pick<KitchenSummary, 'averageCookMs'>): string {
  return averageCookMs === 0 ? '–' : formatDuration(averageCookMs);
}

/** The state of an order as a column. */
export function orderStateColumn<Row extends { state: OrderState }>(style: Style): Column<Row> {
  return {
    header: 'State',
    text: ({ state }) => `${ORDER_STATES[state].glyph} ${ORDER_STATES[state].word}`,
    paint: (text, { state }) => style.tone(ORDER_STATES[state].tone, text),
  };
}

/** Where an order is or why it is not anywhere, in a few words. */
export function orderWhere({ kitchen, waitsFor, failure }: OrderSummary): string {
  if (failure !== null) return `${ORDER_FAILURES[failure.code].words}: ${oneLine(failure.message)}`;
  return kitchen ?? oneLine(waitsFor);
}
