import type { ServerResponse } from 'node:http';

/** What is sent after the headers: a text; pieces of text or bytes, the next one made when the one before was taken; or whatever a
 * function writes, which then has the answer to itself and ends it. */
export type AnswerBody = string | AsyncIterable<string | Uint8Array> | ((outgoing: ServerResponse) => void) | null;

/** What a route answers: as much of a Response as the routes need, and nothing that has to be undone to send it. */
export interface Answer {
  status: number;
  /** By names in small letters; more may be added until it is sent. */
  headers: Record<string, string>;
  /** Each `Set-Cookie`: they are the only header that may stand there more than once. */
  cookies: readonly string[];
  body: AnswerBody;
}

/** What an answer has beside its body. */
export type AnswerInit = Partial<Pick<Answer, 'status' | 'headers'>>;

/** An answer with a body of any kind. */
export function answer(body: AnswerBody, { status = 200, headers = {} }: AnswerInit = {}): Answer {
  return { status, headers: { ...headers }, cookies: [], body };
}

/** An answer in JSON. */
export function json(body: unknown, { status = 200, headers = {} }: AnswerInit = {}): Answer {
  return answer(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers },
  });
}

/** It is done, and there is nothing to say about it. */
export function noContent(): Answer {
  return answer(null, { status: 204 });
}

/** Adds cookies to an answer. */
export function withCookies(given: Answer, setCookies: readonly string[]): Answer {
  return { ...given, cookies: [...given.cookies, ...setCookies] };
}
