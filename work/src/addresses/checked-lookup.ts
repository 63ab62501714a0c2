import dns from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { isPrivateAddress } from './private-addresses.ts';

/** An address that may not be asked: a webhook's, or that of a file to be fetched. */
export class PrivateAddressError extends Error {
  override name = 'PrivateAddressError';
}

/** @throws PrivateAddressError naming the address */
function refusePrivate(host: string, addresses: readonly string[]): void {
  const found = addresses.find(isPrivateAddress);
  if (found === undefined) return;
  throw new PrivateAddressError(
    found === host ? `${host} is a private address` : `${host} is at ${found}, a private address`,
  );
}

/** A host that is written as an address is not looked up, so it is judged before. @throws PrivateAddressError */
export function refusePrivateLiteral(url: URL): void {
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  if (isIP(host) !== 0) refusePrivate(host, [host]);
}

/**
 * Looks a name up and refuses it when any of its addresses is private. As the connection is made to what this gives and
 * to nothing else, a name that leads elsewhere when asked a second time gains nothing.
 */
export const checkedLookup: LookupFunction = (host, options, callback) => {
  dns.lookup(host, { ...options, all: true }, (error, addresses) => {
    if (error !== null) return callback(error, '', 0);
    try {
      refusePrivate(
        host,
        addresses.map(({ address }) => address),
      );
    } catch (refusal) {
      return callback(refusal as Error, '', 0);
    }
    if (options.all) return callback(null, addresses);
    const [first] = addresses;
    return callback(null, first?.address ?? '', first?.family ?? 0);
  });
};
