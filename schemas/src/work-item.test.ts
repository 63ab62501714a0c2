import { describe, expect, it } from 'vitest';
import { WORK_SCHEMAS } from './work/work-schemas.ts';
import { WORK_FAILURES, WORK_ITEM_STATES, WORK_ITEM_STATUSES, WORK_TYPES, workItemMayGo } from './work-item.ts';

describe('the states of a work item', () => {
  it('lead from queued over processing to an end, and out of failed by a redrive alone', () => {
    const ways = WORK_ITEM_STATUSES.flatMap((from) =>
      WORK_ITEM_STATUSES.filter((to) => workItemMayGo(from, to)).map((to) => `${from} → ${to}`),
    );
    expect(ways).toEqual([
      'queued → processing',
      'processing → queued',
      'processing → completed',
      'processing → failed',
      'failed → queued',
    ]);
  });

  it('name only states that there are', () => {
    for (const { next } of Object.values(WORK_ITEM_STATES)) {
      for (const state of next) expect(WORK_ITEM_STATUSES).toContain(state);
    }
  });
});

describe('the failures of work items', () => {
  it('each tell what to do', () => {
    for (const { words, advice } of Object.values(WORK_FAILURES)) {
      expect(words).toMatch(/^[A-Z].*[^.]$/);
      expect(advice).toMatch(/\.$/);
    }
  });
});

describe('the payload of each type', () => {
  it.each([
    ['compute', { operation: 'digest', input: '' }],
    ['compute', { operation: 'prime-count', limit: 2 }],
    ['compute', { operation: 'monte-carlo-pi', samples: 1 }],
    ['file', { url: 'https://example.org/' }],
    ['data', { rows: [] }],
    ['data', { csv: 'a\n1\n', groupBy: ['a'], aggregates: [{ as: 'n', function: 'count' }] }],
    ['blockchain', { operation: 'append', chain: 'a', records: ['x'] }],
    ['blockchain', { operation: 'verify', chain: 'a' }],
  ] as const)('%s takes %j', (type, payload) => {
    expect(WORK_SCHEMAS[type].payload.safeParse(payload).success).toBe(true);
  });

  it.each([
    ['compute', { operation: 'digest', input: 'x', algorithm: 'rot13' }],
    ['compute', { operation: 'prime-count', limit: Number.NaN }],
    ['compute', { operation: 'prime-count', limit: 1e9 }],
    ['compute', { operation: 'prime-count', limit: 2.5 }],
    ['file', {}],
    ['file', { url: 'file:///etc/passwd' }],
    ['file', { url: 'https://anna:secret@example.org/' }],
    ['file', { file: 'x' }],
    ['file', { file: '01999999-9999-7999-8999-999999999999', url: 'https://example.org/' }],
    ['data', { rows: [{ a: { nested: 1 } }] }],
    ['data', { rows: [{ a: 1 }], filter: [{ field: 'a', is: 'in', value: 1 }] }],
    ['data', { rows: [], groupBy: ['a'] }],
    ['data', { rows: [], aggregates: [{ as: 'n', function: 'sum' }] }],
    ['blockchain', { operation: 'append', chain: 'No Spaces', records: ['x'] }],
    ['blockchain', { operation: 'append', chain: 'a', records: [] }],
    ['blockchain', { operation: 'append', chain: 'a', records: ['x'], difficulty: 25 }],
  ] as const)('%s refuses %j', (type, payload) => {
    expect(WORK_SCHEMAS[type].payload.safeParse(payload).success).toBe(false);
  });

  it('is there for every type', () => {
    expect(Object.keys(WORK_SCHEMAS).sort()).toEqual([...WORK_TYPES].sort());
  });
});
