import { readFileSync } from 'node:fs';
import { cpus, freemem, totalmem } from 'node:os';

/** What the host itself is busy with. */
export interface HostUse {
  cpuMillis: number;
  memoryBytes: number;
}

/** Measures the host's processors and memory between one call and the next. */
export class HostUseMeter {
  #busy = 0;
  #total = 0;

  measure(): HostUse {
    const times = cpus().map((cpu) => cpu.times);
    const total = times.reduce((sum, time) => sum + time.user + time.nice + time.sys + time.idle + time.irq, 0);
    const busy = total - times.reduce((sum, time) => sum + time.idle, 0);
    const share = this.#total === 0 || total === this.#total ? 0 : (busy - this.#busy) / (total - this.#total);
    this.#busy = busy;
    this.#total = total;
    return { cpuMillis: Math.max(0, share) * times.length * 1_000, memoryBytes: totalmem() - availableBytes() };
  }
}

/** What programs could still get: free memory and what the kernel would give back. */
function availableBytes(): number {
  try {
    const match = /^MemAvailable:\s+(\d+) kB$/m.exec(readFileSync('/proc/meminfo', 'utf8'));
    return match === null ? freemem() : Number(match[1]) * 1_024;
  } catch {
    // No such file outside Linux.
    return freemem();
  }
}
