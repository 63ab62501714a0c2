import http from 'node:http';
import net from 'node:net';
import type { Readiness } from '../plan/service.ts';
import { readServiceLog } from './service-log.ts';

const probeDeadlineMs = 2_000;

/** Asks once whether a service is ready. Resolves to the reason while it is not, to `undefined` when it is. */
export function probe(
  readiness: Readiness,
  log: { readonly path: string; readonly startOffset: number },
): Promise<string | undefined> {
  switch (readiness.kind) {
    case 'tcp':
      return probeTcp(readiness.host, readiness.port);
    case 'http': {
      return probeHttp(new URL(readiness.url).host, readiness.url, {});
    }
    case 'socket':
      return probeHttp(readiness.path, `http://localhost${readiness.target}`, { socketPath: readiness.path });
    case 'log':
      return Promise.resolve(
        readServiceLog(log.path, log.startOffset).includes(readiness.text)
          ? undefined
          : `its log does not say "${readiness.text}" yet`,
      );
  }
}

function probeTcp(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = net.connect({ host, port });
    const settle = (reason: string | undefined): void => {
      socket.destroy();
      resolve(reason);
    };
    socket.setTimeout(probeDeadlineMs, () => settle(`${host}:${port} does not answer`));
    socket.once('connect', () => settle(undefined));
    socket.once('error', (error) => settle(error.message));
  });
}

function probeHttp(what: string, url: string, options: http.RequestOptions): Promise<string | undefined> {
  return new Promise((resolve) => {
    const request = http.get(url, { ...options, agent: false, timeout: probeDeadlineMs }, (response) => {
      response.resume();
      resolve(response.statusCode === 200 ? undefined : `${url} answers ${response.statusCode}`);
    });
    request.once('timeout', () => request.destroy(new Error(`${what} does not answer`)));
    request.once('error', (error) => resolve(error.message));
  });
}
