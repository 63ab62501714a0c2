import net from 'node:net';
import { createInterface } from 'node:readline';
import { answerSchema, type StackAnswer, type StackEvent, type StackRequest, type StackStatus } from './protocol.ts';

/** A connection to a running supervisor. */
export class StackConnection {
  readonly #socket: net.Socket;
  readonly #waiting: { resolve(answer: StackAnswer): void; reject(error: Error): void }[] = [];
  #onEvent: ((event: StackEvent) => void) | undefined;
  /** Resolves when the supervisor has closed the connection: it is gone. */
  readonly closed: Promise<void>;

  private constructor(socket: net.Socket) {
    this.#socket = socket;
    const lines = createInterface({ input: socket });
    lines.on('line', (line) => this.#receive(line));
    lines.on('error', (error) => this.#rejectWaiting(error));
    this.closed = new Promise((resolve) => socket.once('close', () => resolve()));
    socket.on('error', (error) => this.#rejectWaiting(error));
    socket.once('close', () => this.#rejectWaiting(new Error('the supervisor closed the connection')));
  }

  /** @returns `undefined` when no supervisor answers at this socket */
  static async open(socketPath: string): Promise<StackConnection | undefined> {
    const socket = net.connect(socketPath);
    return await new Promise((resolve, reject) => {
      socket.once('connect', () => resolve(new StackConnection(socket)));
      socket.once('error', (error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT' || error.code === 'ECONNREFUSED') resolve(undefined);
        else reject(error);
      });
    });
  }

  /** What is known of the stack now. */
  async status(): Promise<StackStatus> {
    const answer = await this.#ask({ type: 'status' });
    if (answer.type !== 'status') throw new Error(`expected a status, got ${answer.type}`);
    return answer.status;
  }

  /** Asks for something to be done, and waits until it is. @throws Error with the supervisor's reason when refused */
  async perform(request: Exclude<StackRequest, { type: 'status' | 'follow' }>): Promise<void> {
    const answer = await this.#ask(request);
    if (answer.type === 'refused') throw new Error(answer.reason);
  }

  /** Calls back for every event so far and for each to come. */
  follow(onEvent: (event: StackEvent) => void): void {
    this.#onEvent = onEvent;
    this.#send({ type: 'follow' });
  }

  /** Ends our side of the connection; a lease ends with it, and `closed` resolves when the supervisor is gone too. */
  hangUp(): void {
    this.#socket.end();
  }

  close(): void {
    this.#socket.destroy();
  }

  #ask(request: StackRequest): Promise<StackAnswer> {
    return new Promise((resolve, reject) => {
      if (this.#socket.destroyed) {
        reject(new Error('the supervisor closed the connection'));
        return;
      }
      this.#waiting.push({ resolve, reject });
      this.#send(request);
    });
  }

  #send(request: StackRequest): void {
    this.#socket.write(`${JSON.stringify(request)}\n`);
  }

  #receive(line: string): void {
    const answer = answerSchema.parse(JSON.parse(line));
    if (answer.type === 'event') this.#onEvent?.(answer.event);
    else this.#waiting.shift()?.resolve(answer);
  }

  #rejectWaiting(error: Error): void {
    for (const { reject } of this.#waiting.splice(0)) reject(error);
  }
}
