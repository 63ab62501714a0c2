import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Answer, AnswerBody } from '../http/answer.ts';
import { DATA_ANSWER, EVERY_ANSWER } from '../http/security-headers.ts';

const compress = promisify(gzip);

/** A shorter text is not worth it: with its headers it fits into one packet as it is. */
const COMPRESSED_FROM = 1_000;

const ALWAYS = { ...EVERY_ANSWER, ...DATA_ANSWER, vary: 'accept-encoding' };

/** Whether `Accept-Encoding` allows gzip (RFC 9110 § 12.5.3). */
export function acceptsGzip(header: string | string[] | undefined): boolean {
  return /(?:^|,)\s*(?:x-)?gzip\s*(?:;\s*q=(?:1(?:\.0*)?|0?\.\d*[1-9]\d*))?\s*(?:,|$)/i.test(String(header ?? ''));
}

/** Sends an answer; resolves when it was handed over, or its reader has gone. */
export async function sendAnswer(
  { status, headers, cookies, body }: Answer,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const all = { ...ALWAYS, ...headers, ...(cookies.length === 0 ? {} : { 'set-cookie': [...cookies] }) };
  if (typeof body === 'string') {
    await sendText(body, { status, headers: all }, incoming, outgoing);
    return;
  }
  if (outgoing.destroyed) {
    await abandon(body);
    return;
  }
  const empty = body === null && status !== 204 && status !== 304;
  outgoing.writeHead(status, empty ? { ...all, 'content-length': '0' } : all);
  if (incoming.method === 'HEAD' || body === null) {
    outgoing.end();
    await abandon(body);
  } else if (typeof body === 'function') {
    body(outgoing);
  } else {
    await pour(body, outgoing);
  }
}

type Head = { status: number; headers: Record<string, string | string[]> };

async function sendText(
  text: string,
  { status, headers }: Head,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const wanted = text.length >= COMPRESSED_FROM && acceptsGzip(incoming.headers['accept-encoding']);
  const bytes = wanted ? await compress(text) : Buffer.from(text);
  outgoing.writeHead(status, {
    ...headers,
    ...(wanted ? { 'content-encoding': 'gzip' } : {}),
    'content-length': bytes.length,
  });
  outgoing.end(incoming.method === 'HEAD' ? undefined : bytes);
}

/** Sends pieces as fast as they are taken; where one cannot be made, the answer is broken off. */
async function pour(pieces: AsyncIterable<string | Uint8Array>, outgoing: ServerResponse): Promise<void> {
  try {
    for await (const piece of pieces) {
      if (outgoing.destroyed) return;
      if (!outgoing.write(piece)) await taken(outgoing);
    }
    outgoing.end();
  } catch {
    // Whoever makes the pieces has told of it; the reader sees that the answer is not whole.
    outgoing.destroy();
  }
}

function taken(outgoing: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const over = (): void => {
      outgoing.off('drain', over).off('close', over);
      resolve();
    };
    outgoing.on('drain', over).on('close', over);
  });
}

/** Lets go of what pieces hold that nobody reads: they are begun and left, as what was not begun is not left either. */
async function abandon(body: AnswerBody): Promise<void> {
  if (body === null || typeof body !== 'object') return;
  for await (const _ of body) return;
}
