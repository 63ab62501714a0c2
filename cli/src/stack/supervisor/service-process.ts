import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync } from 'node:fs';
import { inheritedEnvironment } from '../config.ts';
import type { ServiceDescription } from '../plan/service.ts';
import { openServiceLog } from './service-log.ts';

export interface ProcessExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Set when the program could not be started at all. */
  readonly error?: string;
}

/** One start of a service: a process in a group of its own, whose output goes to the service's log. */
export class ServiceProcess {
  readonly startOffset: number;
  readonly startedAtMs = performance.now();
  readonly exited: Promise<ProcessExit>;
  readonly #child: ChildProcess;

  constructor(description: ServiceDescription, logPath: string) {
    const { fd, startOffset } = openServiceLog(logPath);
    this.startOffset = startOffset;
    const [command, ...args] = [...launcher(description), ...description.command] as [string, ...string[]];
    try {
      this.#child = spawn(command, args, {
        cwd: description.cwd,
        env: { ...inheritedEnvironment(), ...description.env },
        stdio: ['pipe', fd, fd],
        detached: true,
      });
    } finally {
      closeSync(fd);
    }
    this.exited = new Promise((resolve) => {
      this.#child.once('error', (error) => resolve({ code: null, signal: null, error: error.message }));
      this.#child.once('exit', (code, signal) => resolve({ code, signal }));
    });
    // A program that ends before it has read its input is judged by its exit code, not by the broken pipe.
    this.#child.stdin?.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
    this.#child.stdin?.end(description.input ?? '');
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Sends a signal to the process, or to it and all that it started. */
  signal(signal: NodeJS.Signals, to: 'process' | 'group'): void {
    const { pid } = this.#child;
    if (pid === undefined) return;
    try {
      process.kill(to === 'group' ? -pid : pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}

/**
 * setpriv stands before every service: it lets the kernel stop the service should the supervisor be killed,
 * and it drops root where the service has an account of its own. It replaces itself, so the pid is the service's.
 */
function launcher(description: ServiceDescription): string[] {
  const signal = description.kind === 'daemon' ? description.stopSignal : 'SIGTERM';
  const account = description.account;
  return [
    'setpriv',
    `--pdeathsig=${signal.replace('SIG', '')}`,
    ...(account === undefined ? [] : [`--reuid=${account.uid}`, `--regid=${account.gid}`, '--clear-groups']),
    '--',
  ];
}

/** How a process ended, in words. */
export function describeExit(exit: ProcessExit): string {
  if (exit.error !== undefined) return `could not be started: ${exit.error}`;
  return exit.signal === null ? `exited with ${exit.code}` : `killed by ${exit.signal}`;
}
