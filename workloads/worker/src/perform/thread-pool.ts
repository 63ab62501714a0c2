import { Worker } from 'node:worker_threads';
import { WORK_LIMITS, type WorkProgress } from '@longshore/schemas';
import { LEFT, type Outcome, type Task, type ThreadMessage } from './task.ts';

export interface ThreadPoolOptions {
  /** The program that serves a thread. */
  program: URL;
  /** How many tasks are worked on at once. */
  threads: number;
  /** Longest one task. @default that of a try */
  deadlineMs?: number;
  /** Longest that a task waits for a thread. @default for ever */
  patienceMs?: number;
  /** Memory of one thread. */
  memoryMb: number;
}

interface Running {
  task: Task;
  resolve: (outcome: Outcome | typeof LEFT) => void;
  onProgress: (progress: WorkProgress) => void;
  deadline: NodeJS.Timeout;
}

interface Thread {
  worker: Worker;
  running: Running | null;
}

interface Waiting extends Pick<Running, 'task' | 'resolve' | 'onProgress'> {
  patience: NodeJS.Timeout | undefined;
}

const failed = (code: 'DEADLINE_EXCEEDED' | 'OUT_OF_MEMORY' | 'HANDLER_FAILED', message: string): Outcome => ({
  failure: { code, message },
});

/**
 * Runs tasks in threads, so that whatever one does to the processor, the program goes on hearing and being heard. A task
 * that takes too long, too much memory, or is not wanted any more ends with its thread; another takes its place.
 */
export class ThreadPool {
  readonly #options: ThreadPoolOptions;
  readonly #threads = new Set<Thread>();
  readonly #waiting: Waiting[] = [];
  #closed = false;

  constructor(options: ThreadPoolOptions) {
    this.#options = options;
  }

  /** Works on a task as soon as a thread is free, if that is soon enough. Never rejects. */
  run(task: Task, onProgress: (progress: WorkProgress) => void): Promise<Outcome | typeof LEFT> {
    return new Promise((resolve) => {
      const { patienceMs } = this.#options;
      const patience =
        patienceMs === undefined ? undefined : setTimeout(() => this.#unqueue(task.id, LEFT), patienceMs);
      this.#waiting.push({ task, resolve, onProgress, patience });
      this.#begin();
    });
  }

  /** Ends a task whose result nobody wants any more. */
  cancel(id: string, why: string): void {
    this.#unqueue(id, failed('HANDLER_FAILED', why));
    for (const thread of this.#threads) {
      if (thread.running?.task.id === id) this.#end(thread, failed('HANDLER_FAILED', why));
    }
  }

  /** Leaves whatever it has to others, and ends every thread. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const { task } of [...this.#waiting]) this.#unqueue(task.id, LEFT);
    const threads = [...this.#threads];
    for (const thread of threads) this.#end(thread, LEFT);
    await Promise.all(threads.map(({ worker }) => worker.terminate()));
  }

  /** Answers for a task that waits for a thread, if it does. */
  #unqueue(id: string, outcome: Outcome | typeof LEFT): void {
    const at = this.#waiting.findIndex(({ task }) => task.id === id);
    const [waiting] = at === -1 ? [] : this.#waiting.splice(at, 1);
    clearTimeout(waiting?.patience);
    waiting?.resolve(outcome);
  }

  #begin(): void {
    while (this.#waiting.length > 0 && !this.#closed) {
      const thread = this.#free();
      const next = thread === null ? undefined : this.#waiting.shift();
      if (thread === null || next === undefined) return;
      const { task, resolve, onProgress, patience } = next;
      clearTimeout(patience);
      const { deadlineMs = WORK_LIMITS.tryDeadlineMs } = this.#options;
      const late = failed('DEADLINE_EXCEEDED', `a try may take ${deadlineMs / 1_000} s`);
      const deadline = setTimeout(() => this.#end(thread, late), deadlineMs);
      thread.running = { task, resolve, onProgress, deadline };
      thread.worker.postMessage(task);
    }
  }

  #free(): Thread | null {
    for (const thread of this.#threads) if (thread.running === null) return thread;
    return this.#threads.size < this.#options.threads ? this.#open() : null;
  }

  #open(): Thread {
    const { program, memoryMb } = this.#options;
    const thread: Thread = {
      worker: new Worker(program, { resourceLimits: { maxOldGenerationSizeMb: memoryMb } }),
      running: null,
    };
    this.#threads.add(thread);
    thread.worker.on('message', (message: ThreadMessage) => this.#hear(thread, message));
    thread.worker.on('error', (error: NodeJS.ErrnoException) => {
      const code = error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'OUT_OF_MEMORY' : 'HANDLER_FAILED';
      this.#end(thread, failed(code, code === 'OUT_OF_MEMORY' ? `a try may use ${memoryMb} MB` : error.message));
    });
    thread.worker.on('exit', () => this.#end(thread, failed('HANDLER_FAILED', 'its thread ended')));
    return thread;
  }

  #hear(thread: Thread, message: ThreadMessage): void {
    const { running } = thread;
    if (running === null || running.task.id !== message.id) return;
    if (message.kind === 'progress') {
      running.onProgress(message.progress);
      return;
    }
    this.#settle(thread, message.outcome);
    this.#begin();
  }

  #settle(thread: Thread, outcome: Outcome | typeof LEFT): void {
    const { running } = thread;
    if (running === null) return;
    clearTimeout(running.deadline);
    thread.running = null;
    running.resolve(outcome);
  }

  /** Ends a thread with what it works on; the next task gets another. */
  #end(thread: Thread, outcome: Outcome | typeof LEFT): void {
    if (!this.#threads.delete(thread)) return;
    void thread.worker.terminate();
    this.#settle(thread, outcome);
    this.#begin();
  }
}
