import http from 'node:http';

export interface TimedRequest {
  method: 'GET' | 'POST';
  url: string;
  key: string;
  body?: unknown;
}

export interface TimedAnswer {
  status: number;
  text: string;
  /** From before the connection until the whole answer was there. */
  tookMs: number;
}

const DEADLINE_MS = 30_000;

/**
 * Asks over a connection of its own: between two requests of a person the server would have closed one that is kept.
 *
 * @throws when it is not answered
 */
export function askTimed({ method, url, key, body }: TimedRequest): Promise<TimedAnswer> {
  const text = body === undefined ? '' : JSON.stringify(body);
  const headers = {
    authorization: `Bearer ${key}`,
    ...(body === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
  };
  const askedAtMs = performance.now();
  return new Promise((resolve, reject) => {
    const request = http.request(url, { method, agent: false, headers, timeout: DEADLINE_MS }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          text: Buffer.concat(chunks).toString(),
          tookMs: performance.now() - askedAtMs,
        }),
      );
    });
    request.on('timeout', () => request.destroy(new Error(`${method} ${url} was not answered within 30 s`)));
    request.on('error', reject);
    request.end(text);
  });
}
