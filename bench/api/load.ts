import http from 'node:http';

/** What is asked for, by how many at once. */
export interface Load {
  /** Without a path. */
  url: string;
  headers: Readonly<Record<string, string>>;
  /** Asked for in turn. */
  paths: readonly string[];
  /** Connections that are kept; each asks again as soon as it is answered. */
  connections: number;
  durationMs: number;
  /** Ends it early, with its reason. */
  signal: AbortSignal;
}

/** What came of a load. */
export interface LoadResult {
  requests: number;
  seconds: number;
  bytes: number;
  latenciesMs: number[];
  /** Processor time of the client as a share of one processor: near 1, it measures the client. */
  clientShare: number;
}

/**
 * Asks as fast as it is answered, for a while. Nothing is compressed: no client of this kind asks for it.
 *
 * @throws at the first answer that is not 200
 */
export async function runLoad({ url, headers, paths, connections, durationMs, signal }: Load): Promise<LoadResult> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections });
  const latenciesMs: number[] = [];
  let bytes = 0;
  let next = 0;
  const usedBefore = process.cpuUsage();
  const beganAtMs = performance.now();
  const worker = async (): Promise<void> => {
    while (performance.now() - beganAtMs < durationMs) {
      signal.throwIfAborted();
      const path = paths[next % paths.length] ?? '/';
      next += 1;
      const askedAtMs = performance.now();
      const received = await ask(`${url}${path}`, headers, agent);
      bytes += received;
      latenciesMs.push(performance.now() - askedAtMs);
    }
  };
  try {
    await Promise.all(Array.from({ length: connections }, worker));
  } finally {
    agent.destroy();
  }
  const elapsedMs = performance.now() - beganAtMs;
  const used = process.cpuUsage(usedBefore);
  return {
    requests: latenciesMs.length,
    seconds: elapsedMs / 1_000,
    bytes,
    latenciesMs,
    clientShare: (used.user + used.system) / 1_000 / elapsedMs,
  };
}

/** @returns how many bytes the body has */
function ask(url: string, headers: Readonly<Record<string, string>>, agent: http.Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = http.get(url, { agent, headers: { ...headers }, timeout: 30_000 }, (response) => {
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
      });
      response.on('error', reject);
      response.on('end', () => {
        if (response.statusCode === 200) resolve(bytes);
        else reject(new Error(`${url} was answered ${response.statusCode}`));
      });
    });
    request.on('timeout', () => request.destroy(new Error(`${url} was not answered within 30 s`)));
    request.on('error', reject);
  });
}
