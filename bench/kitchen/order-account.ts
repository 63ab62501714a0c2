import { type OrderState, orderHasEnded } from '@longshore/schemas';

/** An order as the API lists it. */
export interface ListedOrder {
  id: string;
  state: OrderState;
}

/** How often an order came to something in its life. */
export interface OrderLife {
  id: string;
  ends: number;
  readies: number;
}

/** What became of orders that were placed. */
export interface OrderAccount {
  placed: number;
  delivered: number;
  failed: number;
  /** That the API does not list, or not as ended. */
  lost: number;
  /** That were promised or are listed more than once, were ready or ended more than once, or that nobody placed. */
  doubled: number;
}

/**
 * Counts what became of orders once all should have ended.
 *
 * @param placed - ids that clients were told
 * @param listed - all orders since, as the API lists them
 * @param lives - of the same orders
 */
export function accountFor(
  placed: readonly string[],
  listed: readonly ListedOrder[],
  lives: readonly OrderLife[],
): OrderAccount {
  const promised = new Set(placed);
  const states = new Map(listed.map(({ id, state }) => [id, state]));
  const doubled = new Set([
    ...repeated(placed),
    ...repeated(listed.map(({ id }) => id)),
    ...lives.filter(({ ends, readies }) => ends > 1 || readies > 1).map(({ id }) => id),
    ...listed.map(({ id }) => id).filter((id) => !promised.has(id)),
  ]);
  const stateOf = (id: string): OrderState | undefined => states.get(id);
  const ids = [...promised];
  return {
    placed: promised.size,
    delivered: ids.filter((id) => stateOf(id) === 'delivered').length,
    failed: ids.filter((id) => stateOf(id) === 'failed').length,
    lost: ids.filter((id) => !orderHasEnded(stateOf(id) ?? 'received')).length,
    doubled: doubled.size,
  };
}

function repeated(ids: readonly string[]): string[] {
  const seen = new Set<string>();
  return ids.filter((id) => {
    const again = seen.has(id);
    seen.add(id);
    return again;
  });
}
