import http from 'node:http';
import https from 'node:https';
import { checkedLookup, PrivateAddressError, refusePrivateLiteral } from '@longshore/work/addresses';
import { WorkError } from '../handlers/handler.ts';

/** Longest silence of a server, before its answer and within it. */
const SILENCE_MS = 20_000;

const NOT_FOUND = new Set([404, 410]);

async function ask(url: URL, privateAllowed: boolean): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    const asked = (url.protocol === 'https:' ? https : http).request(url, {
      headers: { 'user-agent': 'longshore-worker', 'accept-encoding': 'identity' },
      // A connection of its own: none that was made before is used, whose address was judged for another name.
      agent: false,
      timeout: SILENCE_MS,
      ...(privateAllowed ? {} : { lookup: checkedLookup }),
    });
    asked.on('timeout', () => asked.destroy(new Error(`nothing came for ${SILENCE_MS / 1_000} s`)));
    asked.on('error', reject);
    asked.on('response', resolve);
    asked.end();
  });
}

function refuseStatus(url: URL, { statusCode = 0, headers }: http.IncomingMessage): void {
  if (statusCode === 200) return;
  if (headers.location !== undefined) {
    const to = headers.location.slice(0, 200);
    throw new WorkError(
      'ADDRESS_REFUSED',
      `${url.host} answered ${statusCode}: redirects are not followed; it leads to ${to}`,
    );
  }
  const code = NOT_FOUND.has(statusCode) ? 'ADDRESS_REFUSED' : 'FETCH_FAILED';
  throw new WorkError(code, `${url.host} answered ${statusCode}`);
}

/**
 * Reads what an address leads to. The rule of webhooks holds here too: addresses that are not of the public Internet are
 * refused after resolution, and redirects are not followed.
 *
 * @throws WorkError
 */
export async function* openAddress(address: string, privateAllowed: boolean): AsyncGenerator<Uint8Array> {
  const url = new URL(address);
  try {
    if (!privateAllowed) refusePrivateLiteral(url);
    const answer = await ask(url, privateAllowed);
    try {
      refuseStatus(url, answer);
      for await (const part of answer) yield part as Buffer;
      if (!answer.complete) throw new Error('the connection broke before all had come');
    } finally {
      answer.destroy();
    }
  } catch (error) {
    if (error instanceof WorkError) throw error;
    if (error instanceof PrivateAddressError) throw new WorkError('ADDRESS_REFUSED', error.message, { cause: error });
    const first = error instanceof AggregateError ? (error.errors[0] as Error) : (error as Error);
    throw new WorkError('FETCH_FAILED', `${url.host}: ${first.message}`, { cause: error });
  }
}
