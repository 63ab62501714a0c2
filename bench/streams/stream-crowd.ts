import http from 'node:http';
import { EventReader } from './event-reader.ts';

export interface CrowdOptions {
  url: string;
  headers: Readonly<Record<string, string>>;
  streams: number;
  /** Streams that are opened at once: fewer than a server lets wait. */
  openingAtOnce?: number;
  signal: AbortSignal;
}

/** Many event streams of one server, each on a connection of its own, and nobody reading anything of them but this. */
export class StreamCrowd implements Disposable {
  readonly #agent = new http.Agent({ keepAlive: false, maxSockets: Number.POSITIVE_INFINITY });
  readonly #requests: http.ClientRequest[] = [];
  /** Told of each change that a stream hears of. */
  #onChange: (stream: number, atMs: number) => void = () => undefined;
  #lost: Error | null = null;

  /** Opens them; resolves when each has been greeted. @throws when one is refused, or ends */
  static async open(options: CrowdOptions): Promise<StreamCrowd> {
    const crowd = new StreamCrowd();
    let next = 0;
    const opener = async (): Promise<void> => {
      while (next < options.streams) {
        options.signal.throwIfAborted();
        const stream = next;
        next += 1;
        await crowd.#open(stream, options);
      }
    };
    try {
      await Promise.all(Array.from({ length: options.openingAtOnce ?? 40 }, opener));
    } catch (error) {
      crowd[Symbol.dispose]();
      throw error;
    }
    return crowd;
  }

  /** How many streams are open. */
  get size(): number {
    return this.#requests.length;
  }

  /** Calls back with each change that a stream hears of, on the clock of `performance.now()`, instead of who was told before. */
  listen(onChange: (stream: number, atMs: number) => void): void {
    this.#onChange = onChange;
  }

  /** @throws when a stream has ended by itself */
  refuseIfLost(): void {
    if (this.#lost !== null) throw this.#lost;
  }

  [Symbol.dispose](): void {
    this.#onChange = () => undefined;
    for (const request of this.#requests) request.destroy();
    this.#agent.destroy();
  }

  #open(stream: number, { url, headers }: CrowdOptions): Promise<void> {
    return new Promise((resolve, reject) => {
      const fail = (error: Error): void => {
        reject(error);
        this.#lost ??= error;
      };
      const request = http.get(
        `${url}/events`,
        { agent: this.#agent, headers: { ...headers, accept: 'text/event-stream' } },
        (response) => {
          if (response.statusCode !== 200) {
            response.resume();
            fail(new Error(`stream ${stream} was answered ${response.statusCode}`));
            return;
          }
          const reader = new EventReader();
          response.on('data', (chunk: Buffer) => {
            const atMs = performance.now();
            for (const { type } of reader.take(chunk)) {
              if (type === 'hello') resolve();
              else if (type === 'changed') this.#onChange(stream, atMs);
            }
          });
          response.on('error', fail);
          response.on('end', () => fail(new Error(`stream ${stream} was ended by the server`)));
        },
      );
      request.on('error', fail);
      this.#requests.push(request);
    });
  }
}
