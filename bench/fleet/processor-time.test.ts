import { describe, expect, it } from 'vitest';
import { type ProcessorUse, processUseOf, readProcesses, useByPart } from './processor-time.ts';

describe('processor time', () => {
  it('is read of a process whose name holds brackets and blanks', () => {
    const line = '4242 (a) b (c)) S 17 4242 4242 0 -1 4194560 1 2 3 4 30 12 5 3 20 0 11 0 100';
    expect(processUseOf(line)).toEqual({ pid: 4242, parent: 17, usedMs: 500 });
  });

  it('counts for the nearest part above, and what is of no part by itself', () => {
    const reading = (allMs: number, benchmark: number, agent: number, helper: number): ProcessorUse => ({
      allMs,
      containersMs: allMs / 10,
      processes: [
        { pid: 9, parent: 1, usedMs: benchmark },
        { pid: 10, parent: 9, usedMs: agent },
        { pid: 11, parent: 10, usedMs: helper },
        { pid: 12, parent: 1, usedMs: allMs },
      ],
    });
    const parts = { benchmark: [9], agents: [10], web: [99] };
    expect(useByPart(reading(1_000, 5, 100, 10), reading(3_000, 45, 400, 30), parts)).toEqual({
      benchmark: 40,
      agents: 320,
      web: 0,
      containers: 200,
      rest: 1_440,
      all: 2_000,
    });
  });

  it('can be read of this machine', () => {
    expect(readProcesses().find(({ pid }) => pid === process.pid)?.parent).toBe(process.ppid);
  });
});
