import type { AttemptView, Receipt } from '@longshore/schemas';
import { describe, expect, it } from 'vitest';
import { decisionsOf } from './decisions-of.ts';

const receipt = (second: number, winner: string | null) =>
  ({ decidedAt: `2026-03-01T12:00:0${second}.000Z`, winner }) as Receipt;
const attempt = (number: number, agentId: string, of: Receipt | null) =>
  ({ attempt: number, agentId, receipt: of }) as AttemptView;
const named = (decisions: ReturnType<typeof decisionsOf>) => decisions.map(({ name, words }) => [name, words]);

describe('the decisions about a task', () => {
  it('are those of each of its tries, the newest first', () => {
    const [first, second] = [receipt(1, 'eu-1'), receipt(2, 'eu-2')];
    const decisions = decisionsOf({
      attempts: [attempt(1, 'eu-1', first), attempt(2, 'eu-2', second)],
      receipt: { ...second },
    });
    expect(named(decisions)).toEqual([
      ['2', 'Try 2, on eu-2'],
      ['1', 'Try 1, on eu-1'],
    ]);
    expect(decisions[1]?.receipt).toBe(first);
  });

  it('begin with the one that placed it nowhere yet', () => {
    const decisions = decisionsOf({ attempts: [attempt(1, 'eu-1', receipt(1, 'eu-1'))], receipt: receipt(5, null) });
    expect(named(decisions)).toEqual([
      ['last', 'The last decision'],
      ['1', 'Try 1, on eu-1'],
    ]);
  });

  it('are none before anything was decided', () => {
    expect(decisionsOf({ attempts: [], receipt: null })).toEqual([]);
    expect(decisionsOf({ attempts: [attempt(1, 'eu-1', null)], receipt: null })).toEqual([]);
  });
});
