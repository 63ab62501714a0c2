import { Worker } from 'node:worker_threads';
import { SortError } from '../sort-error.ts';
import type { AnswerMessage, TaskMessage, TaskName, Tasks } from './tasks.ts';

interface Waiting {
  message: TaskMessage;
  transfer: readonly ArrayBuffer[];
  resolve: (answer: never) => void;
  reject: (error: unknown) => void;
}

/** Threads that carry out tasks, each one at a time, in the order in which they were asked. */
export class WorkerPool implements AsyncDisposable {
  readonly #workers: Worker[] = [];
  readonly #idle: Worker[] = [];
  readonly #busy = new Map<Worker, Waiting>();
  readonly #waiting: Waiting[] = [];
  #failure: Error | undefined;

  constructor(size: number) {
    for (let index = 0; index < size; index++) this.#start();
  }

  get size(): number {
    return this.#workers.length;
  }

  /**
   * Has a task carried out.
   *
   * @param transfer - memory of what is asked that is handed over, and then gone here
   * @throws SortError as the task does
   */
  run<Name extends TaskName>(
    name: Name,
    ask: Tasks[Name]['ask'],
    transfer: readonly ArrayBuffer[] = [],
  ): Promise<Tasks[Name]['answer']> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    const { promise, resolve, reject } = Promise.withResolvers<Tasks[Name]['answer']>();
    this.#waiting.push({ message: { name, ask } as TaskMessage, transfer, resolve, reject });
    this.#next();
    return promise;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#fail(new Error('The sort has ended'));
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }

  #start(): void {
    const worker = new Worker(new URL('./sort-worker-main.ts', import.meta.url));
    worker.on('message', (message: AnswerMessage) => this.#answered(worker, message));
    worker.on('error', (error) => this.#fail(error));
    this.#workers.push(worker);
    this.#idle.push(worker);
  }

  #next(): void {
    while (this.#idle.length > 0 && this.#waiting.length > 0) {
      const worker = this.#idle.shift() as Worker;
      const task = this.#waiting.shift() as Waiting;
      this.#busy.set(worker, task);
      worker.postMessage(task.message, task.transfer);
    }
  }

  #answered(worker: Worker, message: AnswerMessage): void {
    const task = this.#busy.get(worker);
    this.#busy.delete(worker);
    this.#idle.push(worker);
    this.#next();
    if (message.kind === 'answer') task?.resolve(message.answer as never);
    else if (message.kind === 'refused') task?.reject(new SortError(message.code, message.what, message.line));
    else task?.reject(message.error);
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    for (const task of [...this.#busy.values(), ...this.#waiting.splice(0)]) task.reject(this.#failure);
    this.#busy.clear();
  }
}
