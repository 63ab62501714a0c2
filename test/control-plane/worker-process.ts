import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { newId } from '@longshore/schemas';
import { inject } from 'vitest';
import { OWNER_KEY } from './owner-key.ts';
import type { World } from './world.ts';

/** A worker in a process of its own, which can be killed at any moment. */
export class WorkerProcess {
  readonly id: string;
  readonly #process: ChildProcess;
  readonly #ended: Promise<number | null>;
  output = '';

  private constructor(id: string, child: ChildProcess) {
    this.id = id;
    this.#process = child;
    this.#ended = new Promise((resolve) => child.once('exit', (code) => resolve(code)));
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (part: Buffer) => {
        this.output = `${this.output}${part.toString('utf8')}`.slice(-20_000);
      });
    }
  }

  static start(world: World, environment: Record<string, string> = {}): WorkerProcess {
    const id = newId();
    const child = spawn(process.execPath, [inject('programs')['workloads/worker/src/main.ts']], {
      cwd: path.join(import.meta.dirname, '../..'),
      env: {
        PATH: process.env.PATH,
        KAFKA_BOOTSTRAP_SERVERS: world.services.kafkaBootstrapServers,
        KAFKAJS_NO_PARTITIONER_WARNING: '1',
        LONGSHORE_URL: world.url,
        LONGSHORE_WORKER_KEY: OWNER_KEY,
        LONGSHORE_WORKER_ID: id,
        LONGSHORE_WORKER_CONCURRENCY: '2',
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return new WorkerProcess(id, child);
  }

  /** Ends it as a crash does. */
  async kill(): Promise<void> {
    this.#process.kill('SIGKILL');
    await this.#ended;
  }

  /** Asks it to finish what it holds and leave. @returns its exit code */
  async stop(): Promise<number | null> {
    this.#process.kill('SIGTERM');
    return this.#ended;
  }
}
