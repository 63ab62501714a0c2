import type { OrderState } from '@longshore/schemas';
import type { Point } from './city-frame.ts';
import type { Way } from './way.ts';

/** What has become of an order. */
export interface OrderStep {
  state: OrderState;
  epoch: number;
  askedBack: boolean;
  /** How long its courier still takes; null where nobody knows. */
  deliveryMs: number | null;
}

/** Where it may go now. */
export interface Surroundings {
  /** Where it is; null: it is seen for the first time. */
  at: Point | null;
  customer: Point;
  /** Where the kitchen has a place for it; null: no kitchen, or one that is not in the picture. */
  kitchen: Point | null;
  /** Whether it was in a kitchen, or on the way to one. */
  wasInKitchen: boolean;
  nowMs: number;
  /** How long a flight across the whole picture takes; 0: nothing flies. */
  flightMs: number;
  /** The radius of the city: what is nearer takes less time. */
  radius: number;
}

/** An order that was given back is soon another kitchen's: it does not go to the line and back meanwhile. */
const HOLD_SHARE = 0.5;
const LINGER_SHARE = 0.6;
/** What has ended is seen for a moment also where nothing flies. */
const STILL_MS = 700;
const SHORTEST_SHARE = 0.35;

/** The way that an order takes as something becomes of it: from where it is, so that nothing ever jumps. */
export function nextWay(step: OrderStep, around: Surroundings): Way {
  const { customer, kitchen, nowMs, flightMs } = around;
  const lingerMs = LINGER_SHARE * (flightMs === 0 ? STILL_MS : flightMs);
  const from = around.at ?? customer;
  const way = (to: Point, more: Partial<Way>): Way => ({
    toldMs: nowMs,
    startMs: nowMs,
    durationMs: flightOf(from, to, around),
    fromX: from.x,
    fromY: from.y,
    toX: to.x,
    toY: to.y,
    look: 'received',
    inLine: false,
    trail: false,
    goneAtMs: Number.POSITIVE_INFINITY,
    ...more,
  });
  switch (step.state) {
    case 'received': {
      const holds = around.wasInKitchen ? flightMs * HOLD_SHARE : 0;
      const look = around.wasInKitchen ? 'moving' : 'received';
      return way(from, { startMs: nowMs + holds, durationMs: flightMs, inLine: true, look });
    }
    case 'assigned':
      return way(kitchen ?? from, {
        look: step.askedBack || step.epoch > 1 ? 'moving' : 'assigned',
        trail: around.wasInKitchen && !step.askedBack,
      });
    case 'cooking':
      return way(kitchen ?? from, { look: 'cooking', trail: false });
    case 'ready':
      return way(customer, {
        look: 'ready',
        // The courier sets out from the kitchen, also where the order was never seen in it.
        ...(around.at === null && kitchen !== null ? { fromX: kitchen.x, fromY: kitchen.y } : {}),
        durationMs: flightMs === 0 ? 0 : Math.max(flightMs * SHORTEST_SHARE, step.deliveryMs ?? flightMs),
      });
    case 'delivered': {
      const durationMs = flightOf(from, customer, around) * SHORTEST_SHARE;
      return way(customer, { look: 'delivered', durationMs, goneAtMs: nowMs + durationMs + lingerMs });
    }
    case 'failed':
      return way(from, { look: 'failed', durationMs: 0, goneAtMs: nowMs + 3 * lingerMs });
  }
}

/** Half a flight for what is near, a whole one across the city. */
function flightOf(from: Point, to: Point, { flightMs, radius }: Surroundings): number {
  if (flightMs === 0) return 0;
  const far = Math.min(1, Math.hypot(to.x - from.x, to.y - from.y) / (2 * radius));
  return far === 0 ? 0 : flightMs * (0.5 + 0.5 * far);
}
