import type { KitchenNetwork, KitchenSummary } from '@longshore/schemas';
import { formatCount, plural } from '@longshore/schemas/words';

/** How the kitchens stand, in a line. */
export function kitchensSentence(
  kitchens: readonly Pick<KitchenSummary, 'state' | 'held' | 'cooking'>[],
  network: Pick<KitchenNetwork, 'waiting' | 'whyWaiting'> | undefined,
): string {
  const open = kitchens.filter(({ state }) => state === 'open');
  const lost = kitchens.filter(({ state }) => state === 'lost').length;
  const sum = (of: 'held' | 'cooking') => kitchens.reduce((total, kitchen) => total + kitchen[of], 0);
  const parts = [open.length === 0 ? 'No kitchen is open' : `${plural(open.length, 'kitchen')} open`];
  if (lost > 0) parts.push(`${formatCount(lost)} lost`);
  if (sum('held') > 0) parts.push(`${plural(sum('cooking'), 'dish', 'dishes')} being cooked`);
  const waiting = network?.waiting ?? 0;
  if (waiting > 0) {
    // Of the most urgent one: `Waits for …`.
    const what = network?.whyWaiting.replace(/^Waits\b/, '') ?? '';
    parts.push(`${plural(waiting, 'order')} ${waiting === 1 ? 'waits' : 'wait'}${what}`);
  } else if (network !== undefined && open.length > 0) parts.push('no order waits');
  return parts.join(', ');
}
