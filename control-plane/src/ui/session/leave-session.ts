import type { QueryClient } from '@tanstack/react-query';

let leaving = false;

/**
 * Leaves this page: nothing that was shown stays in memory, nor a way back to it. The first call wins.
 *
 * @param address - where to go; null: here again, as whoever is signed in now
 */
export function leaveSession(client: QueryClient, address: string | null): void {
  if (leaving) return;
  leaving = true;
  client.clear();
  if (address === null) location.reload();
  else location.replace(address);
}
