import http from 'node:http';
import https from 'node:https';
import { checkedLookup, PrivateAddressError, refusePrivateLiteral } from '@longshore/work/addresses';
import type { TryOutcome } from './decide/decide-next-try.ts';

/** From the first look-up to the end of the answer. */
export const DEADLINE_MS = 10_000;

/** How much of an answer is read; what is kept of it is less. */
const ANSWER_BYTES_READ = 4_096;
const ANSWER_LENGTH_KEPT = 500;

export interface WebhookRequest {
  url: string;
  headers: Readonly<Record<string, string>>;
  body: string;
  /** Whether addresses that are not of the public Internet may be asked. */
  privateAllowed: boolean;
  /** Ends it before its deadline. */
  signal: AbortSignal;
  /** @default 10 s */
  deadlineMs?: number;
}

/** What a request came to, in few words. */
export interface WebhookAnswer {
  outcome: TryOutcome;
  /** `answered 204`, `no connection: connection refused`. */
  detail: string;
  /** The start of the answer's body, in characters that can be kept and shown. */
  response: string | null;
}

const ERROR_WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'the connection was cut off',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'the host could not be looked up',
  EHOSTUNREACH: 'the host cannot be reached',
  ENETUNREACH: 'the network cannot be reached',
  ETIMEDOUT: 'no connection in time',
  EPIPE: 'the connection was cut off',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is self-signed',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate cannot be verified',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host',
};

function wordsOf(error: Error): string {
  // Of several addresses that were tried, the first says enough.
  const first = error instanceof AggregateError ? (error.errors[0] as Error) : error;
  const code = (first as NodeJS.ErrnoException).code ?? '';
  return ERROR_WORDS[code] ?? (code === '' ? first.message.slice(0, 200) : `no connection (${code})`);
}

/** Text that a column takes and a page shows: without control characters, and not long. */
function kept(bytes: Buffer): string | null {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  const text = bytes.toString('utf8').replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f]/g, ' ');
  return text.trim() === '' ? null : text.slice(0, ANSWER_LENGTH_KEPT);
}

function retryAfterMs(header: string | undefined): number | null {
  return header !== undefined && /^\d{1,7}$/.test(header) ? Number(header) * 1_000 : null;
}

function detailOf({ statusCode = 0, headers }: http.IncomingMessage): string {
  const { location } = headers;
  if (statusCode >= 300 && statusCode < 400 && location !== undefined) {
    return `answered ${statusCode}: redirects are not followed; it leads to ${location.slice(0, 200)}`;
  }
  return `answered ${statusCode}`;
}

/** Reads the start of an answer; the rest is not waited for. */
async function readStart(answer: http.IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of answer) {
    chunks.push(chunk as Buffer);
    length += (chunk as Buffer).length;
    if (length >= ANSWER_BYTES_READ) break;
  }
  return Buffer.concat(chunks).subarray(0, ANSWER_BYTES_READ);
}

async function exchange(request: WebhookRequest, signal: AbortSignal): Promise<WebhookAnswer> {
  const url = new URL(request.url);
  if (!request.privateAllowed) refusePrivateLiteral(url);
  const answer = await new Promise<http.IncomingMessage>((resolve, reject) => {
    const sent = (url.protocol === 'https:' ? https : http).request(url, {
      method: 'POST',
      headers: { ...request.headers, 'content-length': String(Buffer.byteLength(request.body)) },
      // A connection of its own: none that was made before is used, whose address was judged for another name.
      agent: false,
      signal,
      ...(request.privateAllowed ? {} : { lookup: checkedLookup }),
    });
    sent.on('error', reject);
    sent.on('response', resolve);
    sent.end(request.body);
  });
  const status = answer.statusCode ?? 0;
  const outcome = { kind: 'answered', status, retryAfterMs: retryAfterMs(answer.headers['retry-after']) } as const;
  try {
    return { outcome, detail: detailOf(answer), response: kept(await readStart(answer)) };
  } catch (error) {
    // A receiver that said how it went and then broke off has answered.
    return { outcome, detail: `${detailOf(answer)}, then broke off: ${wordsOf(error as Error)}`, response: null };
  } finally {
    answer.destroy();
  }
}

/**
 * Sends a message and tells what came of it. Redirects are not followed, and of the answer only the start is read.
 *
 * @throws only what `signal` was aborted with
 */
export async function postWebhook(request: WebhookRequest): Promise<WebhookAnswer> {
  const { signal, deadlineMs = DEADLINE_MS } = request;
  const deadline = AbortSignal.timeout(deadlineMs);
  try {
    return await exchange(request, AbortSignal.any([signal, deadline]));
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof PrivateAddressError) {
      const detail = `not sent: ${error.message}, and LONGSHORE_WEBHOOK_PRIVATE_ADDRESSES does not allow those`;
      return { outcome: { kind: 'refused' }, detail, response: null };
    }
    const detail = deadline.aborted ? `no answer within ${deadlineMs / 1_000} s` : wordsOf(error as Error);
    return { outcome: { kind: 'unanswered' }, detail, response: null };
  }
}
