import { CITY, DISHES, type KitchenChanges, type KitchenSummary, ORDER_STATE_NAMES } from '@longshore/schemas';
import type { Page } from 'playwright-core';

/** What the API would say of a large city, for one page alone: nobody starts fifty containers to look at a picture. */
export interface PlayedCity {
  kitchens: number;
  orders: number;
  /** How long a courier takes. Those that take longer than until the page asks again are on their way at every moment. @default 1000 */
  courierMs?: number;
}

/** Has a page be answered as if there were such a city, in which every order goes on to its next state each second. */
export async function playKitchens(page: Page, { kitchens, orders, courierMs = 1_000 }: PlayedCity): Promise<void> {
  const items = Array.from({ length: kitchens }, (_, index) => kitchenOf(index, kitchens));
  const begun = Date.now();
  await page.route('**/api/v1/kitchens', (route) => route.fulfill({ json: { items } }));
  await page.route('**/api/v1/kitchen-network', (route) =>
    route.fulfill({
      json: {
        policy: 'scored',
        weights: { load: 0.4, specialty: 0.3, time: 0.2, distance: 0.1 },
        migration: {
          highPercent: 90,
          calmPercent: 75,
          lowPercent: 50,
          movesMax: 2,
          cycleMs: 500,
          settleMs: 500,
          restMs: 10_000,
        },
        silence: { lostAfterMs: 2_500 },
        city: { ...CITY, dishes: DISHES },
        waiting: 0,
        whyWaiting: '',
        notes: [],
      },
    }),
  );
  await page.route('**/api/v1/kitchen-network/changes*', (route) => {
    const turn = Math.floor((Date.now() - begun) / 1_000);
    const json: KitchenChanges = {
      next: turn + 1,
      more: false,
      whole: true,
      at: new Date().toISOString(),
      orders: Array.from({ length: orders }, (_, index) => orderOf(index, turn, items, courierMs)),
    };
    return route.fulfill({ json });
  });
}

/** Spread over the city as seeds are in a sunflower. */
function placeOf(index: number, count: number, turned: number) {
  const out = Math.sqrt((index + 0.5) / count) * CITY.radiusKm * 0.98;
  const angle = turned + index * 2.399963;
  return {
    latitude: CITY.centre.latitude + (Math.sin(angle) * out) / 111.195,
    longitude:
      CITY.centre.longitude + (Math.cos(angle) * out) / (111.195 * Math.cos((CITY.centre.latitude * Math.PI) / 180)),
  };
}

function kitchenOf(index: number, count: number): KitchenSummary {
  const load = (index % 10) / 10;
  return {
    id: `kitchen-${index + 1}`,
    name: `Kitchen ${index + 1}`,
    location: placeOf(index, count, 0),
    capacity: 6,
    railMax: 14,
    specialties: [DISHES[index % DISHES.length]?.name ?? 'soup'],
    clockFactor: 1,
    state: index % 17 === 16 ? 'lost' : 'open',
    held: Math.round(load * 20),
    cooking: Math.min(6, Math.round(load * 20)),
    waiting: Math.max(0, Math.round(load * 20) - 6),
    load,
    cooked: 100 + index,
    averageCookMs: 1_800,
    nonsense: 0,
    nonsenseWords: null,
    jobId: null,
    agentId: null,
    boots: 1,
    openedAt: new Date(Date.now() - 600_000).toISOString(),
    heardAt: new Date().toISOString(),
    uptime: 0.998,
  };
}

const GOING_ON = ORDER_STATE_NAMES.filter((state) => state !== 'delivered' && state !== 'failed');

/** An order that goes round and round: it is another one each time. */
function orderOf(
  index: number,
  turn: number,
  kitchens: readonly KitchenSummary[],
  courierMs: number,
): KitchenChanges['orders'][number] {
  const round = Math.floor((turn + index) / GOING_ON.length);
  const state = GOING_ON[(turn + index) % GOING_ON.length] ?? 'received';
  const kitchen = kitchens[(index * 7 + round) % kitchens.length];
  return {
    id: `${String(index).padStart(6, '0')}-${round}`,
    dish: 'soup',
    place: placeOf(index, 1_000, 1),
    priority: 0,
    state,
    epoch: state === 'received' ? 0 : 1,
    kitchen: state === 'received' ? null : (kitchen?.id ?? null),
    askedBack: false,
    ageMs: 0,
    deliveryMs: state === 'ready' ? courierMs : null,
  };
}
