import { setTimeout as delay } from 'node:timers/promises';

/** What a process holds, in bytes, as it says itself (process.memoryUsage). */
export interface Memory {
  /** As the kernel counts it. */
  rssBytes: number;
  heapUsedBytes: number;
  externalBytes: number;
  arrayBuffersBytes: number;
}

interface InspectorTarget {
  webSocketDebuggerUrl: string;
}

interface InspectorAnswer {
  id?: number;
  result?: { result?: { value?: unknown } };
  error?: { message: string };
}

/**
 * Looks into a Node process that was started with `--inspect=127.0.0.1:<port>`: collects its garbage, and asks it for its
 * own figures. It is connected only while it looks.
 */
export class MemoryProbe {
  readonly #port: number;

  constructor(port: number) {
    this.#port = port;
  }

  /** What the process holds once garbage is gone and what it holds has stopped falling. */
  async settled(): Promise<Memory> {
    let before = await this.#collected();
    for (let look = 0; look < 20; look += 1) {
      await delay(500);
      const now = await this.#collected();
      if (hasSettled(before, now)) return now;
      before = now;
    }
    return before;
  }

  async #collected(): Promise<Memory> {
    const inspector = await Inspector.connect(this.#port);
    try {
      // Twice: what finalisers let go of is garbage only then.
      await inspector.ask('HeapProfiler.collectGarbage');
      await inspector.ask('HeapProfiler.collectGarbage');
      const answer = await inspector.ask('Runtime.evaluate', {
        expression: 'JSON.stringify(process.memoryUsage())',
        returnByValue: true,
      });
      const own = JSON.parse(String(answer.result?.value)) as NodeJS.MemoryUsage;
      return {
        rssBytes: own.rss,
        heapUsedBytes: own.heapUsed,
        externalBytes: own.external,
        arrayBuffersBytes: own.arrayBuffers,
      };
    } finally {
      inspector.close();
    }
  }
}

/** Whether a process holds about as much as before: within a two-hundredth of it. */
export function hasSettled(before: Memory, now: Memory): boolean {
  return (
    Math.abs(now.rssBytes - before.rssBytes) < before.rssBytes / 200 &&
    Math.abs(now.heapUsedBytes - before.heapUsedBytes) < before.heapUsedBytes / 200
  );
}

/** What each of so many streams added. */
export function memoryEach(before: Memory, after: Memory, streams: number): Memory {
  return {
    rssBytes: (after.rssBytes - before.rssBytes) / streams,
    heapUsedBytes: (after.heapUsedBytes - before.heapUsedBytes) / streams,
    externalBytes: (after.externalBytes - before.externalBytes) / streams,
    arrayBuffersBytes: (after.arrayBuffersBytes - before.arrayBuffersBytes) / streams,
  };
}

/** A session of Node's inspector (Chrome DevTools Protocol). */
class Inspector {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, PromiseWithResolvers<NonNullable<InspectorAnswer['result']>>>();
  #lastId = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.addEventListener('message', ({ data }) => this.#take(JSON.parse(String(data)) as InspectorAnswer));
    socket.addEventListener('close', () => this.#fail(new Error('the inspector has gone')));
  }

  static async connect(port: number): Promise<Inspector> {
    const answer = await fetch(`http://127.0.0.1:${port}/json/list`, { signal: AbortSignal.timeout(5_000) });
    const [target] = (await answer.json()) as InspectorTarget[];
    if (target === undefined) throw new Error(`There is nothing to be inspected at port ${port}`);
    const socket = new WebSocket(target.webSocketDebuggerUrl);
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    socket.addEventListener('open', () => resolve());
    socket.addEventListener('error', () => reject(new Error(`The inspector at port ${port} does not answer`)));
    await promise;
    return new Inspector(socket);
  }

  ask(method: string, params: Record<string, unknown> = {}): Promise<NonNullable<InspectorAnswer['result']>> {
    this.#lastId += 1;
    const answer = Promise.withResolvers<NonNullable<InspectorAnswer['result']>>();
    this.#waiting.set(this.#lastId, answer);
    this.#socket.send(JSON.stringify({ id: this.#lastId, method, params }));
    return answer.promise;
  }

  close(): void {
    this.#socket.close();
  }

  #take({ id, result, error }: InspectorAnswer): void {
    const answer = this.#waiting.get(id ?? 0);
    if (answer === undefined) return;
    this.#waiting.delete(id ?? 0);
    if (error === undefined) answer.resolve(result ?? {});
    else answer.reject(new Error(`The inspector says: ${error.message}`));
  }

  #fail(error: Error): void {
    for (const answer of this.#waiting.values()) answer.reject(error);
    this.#waiting.clear();
  }
}
