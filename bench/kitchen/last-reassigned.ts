import type { LifeEntry } from '../../control-plane/src/kitchens/turn.ts';

/** What became of the orders of a kitchen that died. */
export interface Reassigned {
  /** That it had when it was taken for lost, those among them that it was given after its death. */
  orders: number;
  /** When the last of them was given to another, or ended; null: one waits still, or there were none. */
  lastAtMs: number | null;
}

/**
 * Reads from the lives of orders when the last that a dead kitchen had was given to another.
 *
 * @param kitchen - its id
 * @param diedAtMs - by the clock of the lives
 */
export function lastReassigned(
  lives: readonly (readonly LifeEntry[])[],
  kitchen: string,
  diedAtMs: number,
): Reassigned {
  let orders = 0;
  let lastAtMs: number | null = null;
  let waits = false;
  for (const life of lives) {
    const taken = life.findIndex(([atMs, what, , of]) => what === 'taken back' && of === kitchen && atMs >= diedAtMs);
    if (taken === -1) continue;
    orders += 1;
    const next = life.slice(taken + 1).find(([, what]) => what === 'assigned' || what === 'failed');
    if (next === undefined) waits = true;
    else lastAtMs = Math.max(lastAtMs ?? 0, next[0]);
  }
  return { orders, lastAtMs: waits ? null : lastAtMs };
}
