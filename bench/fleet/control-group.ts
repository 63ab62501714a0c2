import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '../../test/faults/harness/until.ts';

const root = '/sys/fs/cgroup';

/**
 * A control group with this process and everything that it starts from now on, so that what a benchmark uses is told
 * apart from what else the machine does. Containers are in groups of their hosts.
 */
export class ControlGroup implements AsyncDisposable {
  readonly #base: string;
  readonly #folder: string;
  readonly #former: string;

  private constructor(base: string, former: string) {
    this.#base = base;
    this.#folder = join(base, `longshore-bench-${process.pid}`);
    this.#former = join(base, former);
    mkdirSync(this.#folder);
    writeFileSync(join(this.#folder, 'cgroup.procs'), String(process.pid));
  }

  /** Null where the system has no such groups. */
  static enter(): ControlGroup | null {
    const own = readFileSync('/proc/self/cgroup', 'utf8');
    // One hierarchy for each controller (version 1), or one for all (version 2).
    for (const [base, mark, path] of [
      [join(root, 'cpuacct'), 'cpuacct.usage', /^\d+:(?:[^:]*,)?cpuacct(?:,[^:]*)?:(.*)$/m.exec(own)?.[1]],
      [root, 'cgroup.controllers', /^0::(.*)$/m.exec(own)?.[1]],
    ] as const) {
      if (path !== undefined && existsSync(join(base, mark))) return new ControlGroup(base, path);
    }
    return null;
  }

  /** Processor time used in this group and in those of hosts' containers. */
  usedMs(hosts: readonly string[]): { own: number; containers: number } {
    const containers = hosts.map((name) => usedIn(join(this.#base, name)));
    return { own: usedIn(this.#folder), containers: containers.reduce((total, one) => total + one, 0) };
  }

  /** Leaves the group and removes it once all that was started has ended. */
  async [Symbol.asyncDispose](): Promise<void> {
    writeFileSync(join(this.#former, 'cgroup.procs'), String(process.pid));
    await until('nothing is left in the control group of the benchmark', () => Promise.resolve(this.#remove()), {
      timeoutMs: 10_000,
    });
  }

  #remove(): boolean {
    try {
      rmdirSync(this.#folder);
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EBUSY') return false;
      throw error;
    }
  }
}

/** A host's group comes with its first container. */
function usedIn(folder: string): number {
  const [nanoseconds, all] = [join(folder, 'cpuacct.usage'), join(folder, 'cpu.stat')];
  if (existsSync(nanoseconds)) return Number(readFileSync(nanoseconds, 'utf8')) / 1e6;
  if (!existsSync(all)) return 0;
  return Number(/^usage_usec (\d+)$/m.exec(readFileSync(all, 'utf8'))?.[1] ?? 0) / 1e3;
}
