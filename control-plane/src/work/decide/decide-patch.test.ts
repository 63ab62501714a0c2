import {
  WORK_ITEM_STATUSES,
  WORK_LIMITS,
  type WorkItemPatch,
  type WorkItemStatus,
  workItemMayGo,
} from '@longshore/schemas';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterFailure } from './after-failure.ts';
import { decidePatch } from './decide-patch.ts';
import { decideRedrive } from './decide-redrive.ts';
import type { HeldItem, ItemChange } from './item-facts.ts';

const queued: HeldItem = {
  status: 'queued',
  tries: 0,
  maxTries: 3,
  dueInMs: null,
  workerId: null,
  owner: null,
  claimHash: null,
  leaseLeftMs: null,
  chainBusy: false,
};
const held: HeldItem = {
  ...queued,
  status: 'processing',
  tries: 1,
  workerId: 'w1',
  owner: 'key of w1',
  claimHash: 'h1',
  leaseLeftMs: 5_000,
};
const worker = { id: 'w1', stopped: false, owner: 'key of w1' };
const claim: WorkItemPatch = { status: 'processing', worker: 'w1' };
const completed: WorkItemPatch = { status: 'completed', claim: 'c', result: { n: 1 } };
const progressed: WorkItemPatch = {
  status: 'processing',
  claim: 'c',
  progress: { done: 1, total: 2, unit: 'bytes' },
};
const returned: WorkItemPatch = { status: 'queued', claim: 'c' };
const failed: WorkItemPatch = { status: 'failed', claim: 'c', failure: { code: 'HANDLER_FAILED', message: 'no luck' } };

const decide = (item: HeldItem, patch: WorkItemPatch, hash = 'h1', by = worker) =>
  decidePatch(item, patch, by, hash, 0);
const codeOf = (item: HeldItem, patch: WorkItemPatch, hash?: string, by?: typeof worker) => {
  const decision = decide(item, patch, hash, by);
  return decision.accepted ? 'accepted' : decision.refusal.code;
};

describe('a patch of a work item', () => {
  it.each([
    ['a claim of a waiting item', queued, claim, 'accepted'],
    ['a claim whose time has come', { ...queued, dueInMs: -1 }, claim, 'accepted'],
    ['a claim before its time', { ...queued, dueInMs: 900 }, claim, 'work_item_not_due'],
    ['a claim while its chain is busy', { ...queued, chainBusy: true }, claim, 'chain_busy'],
    ['a claim of what somebody holds', held, claim, 'work_item_held'],
    ['a claim of what is done', { ...held, status: 'completed' as const }, claim, 'work_item_ended'],
    ['a result of the holder', held, completed, 'accepted'],
    ['a failure of the holder', held, failed, 'accepted'],
    ['what the holder gives back', held, returned, 'accepted'],
    ['what was given back a second time', queued, returned, 'claim_not_held'],
    ['a result after its claim lapsed', { ...held, leaseLeftMs: 0 }, completed, 'claim_lapsed'],
    ['a result of what is waiting again', queued, completed, 'claim_not_held'],
    [
      'a result a second time',
      { ...held, status: 'completed' as const, claimHash: null },
      completed,
      'work_item_ended',
    ],
    ['a failure of what failed', { ...held, status: 'failed' as const, claimHash: null }, failed, 'work_item_ended'],
  ])('%s: %s', (_, item, patch, code) => {
    expect(codeOf(item, patch)).toBe(code);
  });

  it('with another claim is refused, whatever it says', () => {
    for (const patch of [completed, failed, progressed, returned]) {
      expect(codeOf(held, patch, 'other')).toBe('claim_not_held');
    }
  });

  it('with the claim of somebody else is refused by their credentials, whatever it says', () => {
    const thief = { ...worker, owner: 'key of w2' };
    for (const patch of [completed, failed, progressed, returned]) {
      expect(codeOf(held, patch, 'h1', thief)).toBe('claim_not_held');
      // Nobody speaks for a worker that has left.
      expect(codeOf({ ...held, owner: null }, patch)).toBe('claim_not_held');
    }
  });

  it('that gives an item back leaves it all its tries, and others may have it at once', () => {
    const decision = decide({ ...held, tries: 2 }, returned);
    expect(decision).toMatchObject({
      accepted: true,
      change: { status: 'queued', tries: 1, dueInMs: 0, workerId: null, claimHash: null, leaseMs: null },
    });
  });

  it('by a worker that was told to stop claims nothing, and still brings what it holds', () => {
    const stopped = { ...worker, stopped: true };
    expect(codeOf(queued, claim, 'h1', stopped)).toBe('worker_stopped');
    expect(codeOf(held, completed, 'h1', stopped)).toBe('accepted');
  });

  it('that fails brings another try while there are some, and the dead letters after the last or where none helps', () => {
    const retried = afterFailure(held, { code: 'HANDLER_FAILED', message: 'x' }, 0);
    expect(retried).toMatchObject({ status: 'queued', dueInMs: 1_000, claimHash: null, leaseMs: null });
    const last = afterFailure({ ...held, tries: 3 }, { code: 'HANDLER_FAILED', message: 'x' }, 0);
    expect(last).toMatchObject({ status: 'failed', dueInMs: 0 });
    expect(afterFailure(held, { code: 'BAD_PAYLOAD', message: 'x' }, 0).status).toBe('failed');
  });

  it('is redriven with all its tries only once it has failed for good', () => {
    for (const status of WORK_ITEM_STATUSES) {
      const change = decideRedrive({ status });
      if (status === 'failed') expect(change).toMatchObject({ status: 'queued', tries: 0, dueInMs: 0 });
      else expect(change).toBeNull();
    }
  });
});

/** A row as the database keeps it, on a clock that a test turns. */
class Row {
  nowMs = 0;
  status: WorkItemStatus = 'queued';
  tries = 0;
  dueAtMs: number | null = 0;
  workerId: string | null = null;
  claimHash: string | null = null;
  leaseUntilMs: number | null = null;
  completions = 0;
  readonly maxTries: number;
  readonly seen: WorkItemStatus[] = ['queued'];

  constructor(maxTries: number) {
    this.maxTries = maxTries;
  }

  facts(): HeldItem {
    const { status, tries, maxTries, workerId, claimHash, nowMs } = this;
    return {
      status,
      tries,
      maxTries,
      workerId,
      owner: workerId === null ? null : `key of ${workerId}`,
      claimHash,
      dueInMs: this.dueAtMs === null ? null : this.dueAtMs - nowMs,
      leaseLeftMs: this.leaseUntilMs === null ? null : this.leaseUntilMs - nowMs,
      chainBusy: false,
    };
  }

  write(change: ItemChange): void {
    if (change.status !== this.status) {
      expect(workItemMayGo(this.status, change.status), `${this.status} → ${change.status}`).toBe(true);
      this.seen.push(change.status);
    }
    if (change.status === 'completed') this.completions += 1;
    this.status = change.status;
    this.tries = change.tries;
    this.workerId = change.workerId;
    this.claimHash = change.claimHash;
    this.dueAtMs = change.dueInMs === null ? null : this.nowMs + change.dueInMs;
    this.leaseUntilMs = change.leaseMs === null ? null : this.nowMs + change.leaseMs;
  }
}

/** What happens, in any order: workers that claim, bring, repeat, fall silent and come back, and a dispatcher that looks. */
type Happening =
  | { kind: 'claim' | 'complete' | 'fail' | 'return' | 'crash' | 'stranger' | 'thief'; worker: number }
  | { kind: 'offer' | 'lapse' }
  | { kind: 'time'; ms: number };

const workers = fc.integer({ min: 0, max: 3 });
const happening: fc.Arbitrary<Happening> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('claim', 'complete', 'fail', 'return', 'crash', 'stranger', 'thief'),
    worker: workers,
  }) as fc.Arbitrary<Happening>,
  fc.record({ kind: fc.constantFrom('offer', 'lapse') }) as fc.Arbitrary<Happening>,
  fc.record({ kind: fc.constant('time'), ms: fc.integer({ min: 1, max: 20_000 }) }) as fc.Arbitrary<Happening>,
);

/** Plays what happens to one item; each worker remembers the last claim it was given until it crashes. */
class Play {
  readonly row: Row;
  readonly claims = new Map<number, string>();
  given = 0;

  constructor(maxTries: number) {
    this.row = new Row(maxTries);
  }

  patch(worker: number, patch: WorkItemPatch, hash: string): boolean {
    const by = { id: `w${worker}`, stopped: false, owner: `key of w${worker}` };
    const decision = decidePatch(this.row.facts(), patch, by, hash, 0.5);
    if (decision.accepted) this.row.write(decision.change);
    else if (decision.refusal.change !== null) this.row.write(decision.refusal.change);
    return decision.accepted;
  }

  do(happening: Happening): void {
    const { row } = this;
    if (happening.kind === 'time') row.nowMs += happening.ms;
    else if (happening.kind === 'offer') {
      if (row.dueAtMs !== null && row.dueAtMs <= row.nowMs && row.status !== 'processing') row.dueAtMs = null;
    } else if (happening.kind === 'lapse') {
      const lost = { code: 'WORKER_LOST', message: 'not heard' } as const;
      if (row.leaseUntilMs !== null && row.leaseUntilMs <= row.nowMs) row.write(afterFailure(row.facts(), lost, 0.5));
    } else if ('worker' in happening) this.#work(happening.kind, happening.worker);
  }

  #work(kind: Extract<Happening, { worker: number }>['kind'], worker: number): void {
    const { row } = this;
    const hash = this.claims.get(worker) ?? 'never given';
    if (kind === 'crash') this.claims.delete(worker);
    if (kind === 'claim') {
      this.given += 1;
      const before = row.claimHash;
      const wasHeld = row.status === 'processing';
      if (this.patch(worker, claim, `claim ${this.given}`)) {
        // Nobody is given what another holds.
        expect(wasHeld || before !== null).toBe(false);
        this.claims.set(worker, `claim ${this.given}`);
      }
    }
    if (kind === 'stranger') expect(this.patch(worker, completed, 'made up')).toBe(false);
    // Another worker shows the very claim that counts.
    if (kind === 'thief') expect(this.patch(worker + 100, completed, row.claimHash ?? 'none')).toBe(false);
    if (kind === 'complete' || kind === 'fail' || kind === 'return') {
      const patch = { complete: completed, fail: failed, return: returned }[kind];
      const mine = row.status === 'processing' && row.claimHash === hash && (row.leaseUntilMs ?? 0) > row.nowMs;
      expect(this.patch(worker, patch, hash)).toBe(mine);
    }
  }
}

describe('whatever happens to a work item', () => {
  it('its result is recorded once at most, only by who held it then, and it never leaves its end', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), fc.array(happening, { maxLength: 80 }), (maxTries, happenings) => {
        const play = new Play(maxTries);
        for (const each of happenings) {
          const before = play.row.status;
          play.do(each);
          if (before === 'completed' || before === 'failed') expect(play.row.status).toBe(before);
          expect(play.row.completions).toBeLessThanOrEqual(1);
          expect(play.row.tries).toBeLessThanOrEqual(maxTries);
          expect(play.row.status === 'processing').toBe(play.row.claimHash !== null);
          expect(play.row.status === 'processing').toBe(play.row.leaseUntilMs !== null);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('it ends, once there is a worker that does its work and a dispatcher that looks', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), fc.array(happening, { maxLength: 60 }), (maxTries, happenings) => {
        const play = new Play(maxTries);
        for (const each of happenings) play.do(each);
        // From here on nothing goes wrong: time passes, the dispatcher looks, a worker that did not crash works.
        for (let round = 0; round < 3; round += 1) {
          play.do({ kind: 'time', ms: WORK_LIMITS.leaseMs + 60_000 });
          play.do({ kind: 'lapse' });
          play.do({ kind: 'time', ms: 60_000 });
          play.do({ kind: 'offer' });
          play.do({ kind: 'claim', worker: 9 });
          play.do({ kind: 'complete', worker: 9 });
        }
        const { status, tries, completions } = play.row;
        expect(status === 'completed' || (status === 'failed' && tries <= maxTries)).toBe(true);
        expect(completions).toBe(status === 'completed' ? 1 : 0);
      }),
      { numRuns: 300 },
    );
  });
});
