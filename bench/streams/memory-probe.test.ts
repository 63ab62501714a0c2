import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { hasSettled, type Memory, MemoryProbe, memoryEach } from './memory-probe.ts';

function memory(rssBytes: number, heapUsedBytes: number): Memory {
  return { rssBytes, heapUsedBytes, externalBytes: 0, arrayBuffersBytes: 0 };
}

describe('memory', () => {
  it('is what streams added, shared among them', () => {
    expect(memoryEach(memory(1_000, 500), memory(5_000, 2_500), 4)).toMatchObject({
      rssBytes: 1_000,
      heapUsedBytes: 500,
    });
  });

  it('has settled when neither the process nor its heap changes by much', () => {
    expect(hasSettled(memory(1_000, 1_000), memory(1_004, 996))).toBe(true);
    expect(hasSettled(memory(1_000, 1_000), memory(1_000, 900))).toBe(false);
    expect(hasSettled(memory(1_000, 1_000), memory(900, 1_000))).toBe(false);
  });

  it('is asked of another process, whose garbage is collected first', async () => {
    const litter =
      'globalThis.litter = Array.from({ length: 1_000_000 }, () => ({})); litter = null; setInterval(() => {}, 1e6)';
    const child = spawn(process.execPath, ['--inspect=127.0.0.1:0', '-e', litter], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    try {
      const [said] = (await once(child.stderr, 'data')) as [Buffer];
      const port = Number(/127\.0\.0\.1:(\d+)/.exec(said.toString())?.[1]);
      const found = await new MemoryProbe(port).settled();
      expect(found.rssBytes).toBeGreaterThan(found.heapUsedBytes);
      expect(found.heapUsedBytes).toBeGreaterThan(1_000_000);
      expect(found.heapUsedBytes).toBeLessThan(15_000_000);
    } finally {
      child.kill('SIGKILL');
    }
  });
});
