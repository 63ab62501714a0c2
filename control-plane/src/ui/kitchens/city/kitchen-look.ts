import type { KitchenState, KitchenSummary, Tone } from '@longshore/schemas';
import type { KitchenSpot } from './kitchen-spots.ts';

/** A kitchen as it is drawn. */
export interface DrawnKitchen {
  spot: KitchenSpot;
  name: string;
  /** The share of its room that is taken. */
  load: number;
  /** Orders in it that have not begun. */
  waiting: number;
  /** `accent`: open, and it has room. */
  tone: Tone | 'accent';
  /** Nothing goes to it now: its ring is broken. */
  out: boolean;
}

/** Above this load a kitchen may have to give orders away. */
const FULL = 0.9;

/** What the ring of a kitchen says: how it stands, and how full it is. */
export function kitchenTone(state: KitchenState, load: number): DrawnKitchen['tone'] {
  switch (state) {
    case 'open':
      return load > FULL ? 'look' : 'accent';
    case 'closing':
      return 'moving';
    case 'lost':
      return 'badly';
    case 'opening':
    case 'closed':
      return 'waiting';
  }
}

/** The kitchens that stand in the picture: all but those that have closed. */
export function drawnKitchens(
  kitchens: readonly KitchenSummary[],
  spots: ReadonlyMap<string, KitchenSpot>,
): DrawnKitchen[] {
  return kitchens.flatMap(({ id, name, state, load, waiting }) => {
    const spot = spots.get(id);
    if (spot === undefined || state === 'closed') return [];
    return [
      { spot, name, load, waiting, tone: kitchenTone(state, load), out: state !== 'open' && state !== 'closing' },
    ];
  });
}

const NAME_PX = { x: 92, y: 30 };

/** Whether the names of all kitchens can stand below them without standing on one another. */
export function namesFit(spots: readonly KitchenSpot[]): boolean {
  return spots.every((one, index) =>
    spots
      .slice(index + 1)
      .every((other) => Math.abs(one.x - other.x) >= NAME_PX.x || Math.abs(one.y - other.y) >= NAME_PX.y),
  );
}
