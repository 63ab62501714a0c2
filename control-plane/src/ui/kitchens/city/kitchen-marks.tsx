'use client';
import { KITCHEN_STATES, type KitchenSummary } from '@longshore/schemas';
import { formatShare, plural } from '@longshore/schemas/words';
import { hint } from '../../parts/hint/hint.ts';
import classes from './city.module.css';
import type { KitchenSpot } from './kitchen-spots.ts';

export interface KitchenMarksProps {
  kitchens: readonly KitchenSummary[];
  spots: ReadonlyMap<string, KitchenSpot>;
  chosen: string | null;
  onChoose: (id: string | null) => void;
}

/** More than these are not reached one by one; the list below has them all. */
const MOST_MARKS = 100;
/** A finger or a pointer is not more exact than this. */
const LEAST_PX = 12;

/** What a kitchen says of itself in the picture. */
export function kitchenMarkWords({ name, state, load, waiting, specialties }: KitchenSummary): string {
  return [
    name,
    KITCHEN_STATES[state].word.toLowerCase(),
    `${formatShare(load)} of its room taken`,
    ...(waiting === 0 ? [] : [`${plural(waiting, 'order')} not begun`]),
    specialties.length === 0 ? 'no specialty' : `cooks ${specialties.join(', ')} best`,
  ].join(' · ');
}

/** The kitchens of the picture as buttons over it, so that each can be pointed at, focused and chosen. */
export function KitchenMarks({ kitchens, spots, chosen, onChoose }: KitchenMarksProps) {
  return (
    <ul className={classes.marks} aria-label="Kitchens in the picture">
      {kitchens.slice(0, MOST_MARKS).map((kitchen) => {
        const spot = spots.get(kitchen.id);
        if (spot === undefined) return null;
        const half = Math.max(LEAST_PX, spot.radius + 4);
        const words = kitchenMarkWords(kitchen);
        return (
          <li key={kitchen.id} style={{ left: spot.x - half, top: spot.y - half }}>
            <button
              type="button"
              data-compact
              className={classes.mark}
              style={{ width: 2 * half, height: 2 * half }}
              aria-label={words}
              aria-pressed={chosen === kitchen.id}
              onClick={() => onChoose(chosen === kitchen.id ? null : kitchen.id)}
              {...hint(words)}
            />
          </li>
        );
      })}
    </ul>
  );
}
