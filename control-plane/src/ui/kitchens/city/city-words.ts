import { formatCount, plural } from '@longshore/schemas/words';
import { LOOK_NUMBER, type Look } from './way.ts';

/** What a mark of the picture means. */
export const LOOK_WORDS: Record<Look, string> = {
  received: 'waiting',
  assigned: 'in a kitchen, not begun',
  cooking: 'being cooked',
  moving: 'going to another kitchen',
  ready: 'on the way to the customer',
  delivered: 'delivered',
  failed: 'failed',
};

/** Those that the key of the picture names; what has ended is there for a moment only. */
export const KEY_LOOKS = ['received', 'assigned', 'cooking', 'moving', 'ready'] as const satisfies readonly Look[];

/** The picture in a sentence, for whoever does not see it: how many orders are where. */
export function cityWords(kitchens: number, counts: ArrayLike<number>): string {
  const parts = KEY_LOOKS.map((look) => ({ look, count: counts[LOOK_NUMBER[look]] ?? 0 }))
    .filter(({ count }) => count > 0)
    .map(({ look, count }) => `${formatCount(count)} ${LOOK_WORDS[look]}`);
  const orders = parts.length === 0 ? 'no order is on its way' : `orders: ${parts.join(', ')}`;
  return `City with ${plural(kitchens, 'kitchen')}; ${orders}`;
}
