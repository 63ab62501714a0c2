import { request } from 'node:http';

/** An engine's plain answer. */
export interface EngineAnswer {
  status: number;
  body: string;
}

/**
 * Asks an engine over its socket with nothing in between: why it does not answer is told by the system's own code.
 *
 * @throws the system's error, such as `EACCES`; `TimeoutError` when no answer came within the deadline
 */
export function askEngine(socketPath: string, path: string, deadlineMs: number): Promise<EngineAnswer> {
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(deadlineMs);
    const fail = (error: Error) => reject(signal.aborted ? signal.reason : error);
    request({ socketPath, path, headers: { host: 'engine' }, agent: false, signal }, (response) => {
      let body = '';
      response
        .setEncoding('utf8')
        .on('data', (text: string) => {
          body += text;
        })
        .on('error', fail)
        .on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    })
      .on('error', fail)
      .end();
  });
}
