import { createHash } from 'node:crypto';
import { type Answer, answer } from './answer.ts';
import type { ApiRequest } from './api-request.ts';

/** A weak tag (RFC 9110 § 8.8.3) of what an answer says: the same words have the same tag, from any web process. */
function entityTag(text: string): string {
  return `W/"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`;
}

/** Whether `If-None-Match` names this tag; tags compare weakly (§ 13.1.2). */
function isKnown({ headers }: Pick<ApiRequest, 'headers'>, tag: string): boolean {
  const given = headers.get('if-none-match');
  if (given === null) return false;
  if (given.trim() === '*') return true;
  const opaque = (one: string) => one.trim().replace(/^W\//, '');
  return given.split(',').some((one) => opaque(one) === opaque(tag));
}

/** An answer in JSON that a client asks for again by its tag: while nothing changed, it gets 304 and no body. */
export function taggedJson(request: Pick<ApiRequest, 'headers'>, body: unknown): Answer {
  const text = JSON.stringify(body);
  const etag = entityTag(text);
  // A cache may keep it, and must ask each time.
  const headers = { etag, 'cache-control': 'private, no-cache' };
  if (isKnown(request, etag)) return answer(null, { status: 304, headers });
  return answer(text, { headers: { ...headers, 'content-type': 'application/json' } });
}
