import type { IncomingMessage } from 'node:http';
import { plainAddress, type TrustedProxies } from './trusted-proxies.ts';

/** A header of our own: beside the routes better-auth reads it, and is handed nothing but headers. */
const HEADER = 'x-longshore-peer';
const FORWARDED = 'x-forwarded-for';

/**
 * The headers of a request, and among them whose it is: the address at the other end of its connection, or what a trusted
 * proxy there says of it, which is not told again then. What a client sent under that name is overwritten, so that what
 * stands there is never a client's word.
 */
export function markedHeaders({ headers: given, socket }: IncomingMessage, proxies: TrustedProxies): Headers {
  const headers = new Headers();
  for (const name in given) {
    const value = given[name];
    // Node joins what stands there more than once, but for one name that no client has a reason to send.
    if (typeof value === 'string') headers.set(name, value);
  }
  if (socket.remoteAddress === undefined) {
    headers.delete(HEADER);
    return headers;
  }
  const peer = plainAddress(socket.remoteAddress);
  headers.set(HEADER, proxies.clientOf(peer, headers.get(FORWARDED)));
  if (proxies.has(peer)) headers.delete(FORWARDED);
  return headers;
}

/** Whose request it is, by address; null where it was not marked. */
export function peerAddress(headers: Headers): string | null {
  return headers.get(HEADER);
}
