import { describe, expect, it } from 'vitest';
import { describeTail } from '../distribution.ts';
import { describeRounds } from './work-round.ts';
import { formatWorkTable } from './work-table.ts';

describe('the table of work', () => {
  it('shows both rates, the share, and what an item costs by part', () => {
    const table = formatWorkTable({
      benchmark: 'work',
      at: '2026-03-01T12:00:00.000Z',
      commit: 'abcdef0123456789',
      machine: { processor: 'P', cores: 2, memoryBytes: 1, kernel: 'k', node: 'v24' },
      loadBefore: 0.1,
      settings: { items: 1_000, rounds: 2, concurrency: 2, singles: 3 },
      bare: describeRounds([{ items: 1_000, wallMs: 100, usedMs: { consumer: 50 } }]),
      longshore: describeRounds([{ items: 1_000, wallMs: 1_000, usedMs: { worker: 500, web: 250 } }]),
      share: 0.1,
      singleMs: describeTail([10, 20, 30]),
    });
    expect(table).toMatch(/a bare consumer that only hashes +10000 +10000–10000 +0\.050/);
    expect(table).toMatch(/work items +1000 +1000–1000 +0\.750/);
    expect(table).toContain('10.0 %');
    expect(table).toMatch(/worker +0\.500\n/);
    expect(table).toContain('median 20.0 ms');
  });
});
