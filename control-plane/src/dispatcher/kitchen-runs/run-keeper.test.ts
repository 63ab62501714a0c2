import type pg from 'pg';
import pino from 'pino';
import { describe, expect, it } from 'vitest';
import { scenarioOfRun } from '../../kitchens/scenario-of-run.ts';
import { emptyTally } from '../../metrics/tally.ts';
import type { Decider, Decision } from '../deciding-transaction.ts';
import type { OpenRun } from './read-open-run.ts';
import { RunKeeper } from './run-keeper.ts';

const STARTED_AT_MS = 1_800_000_000_000;

const RUN: OpenRun = {
  id: '0199a3c2-7a10-7bcd-8ef0-123456789abc',
  scenario: 'fire',
  seed: 1,
  kitchens: 4,
  speed: 30,
  ownPolicy: null,
  keepOpen: false,
  state: 'running',
  stopWanted: false,
  reason: null,
  durationMs: 120_000,
  placed: 0,
  happened: 0,
  received: 10,
  ended: 4,
  startedBy: 'somebody',
  createdAtMs: STARTED_AT_MS,
  startedAtMs: STARTED_AT_MS,
  nowMs: STARTED_AT_MS,
};

const PLAN = {
  name: 'Kitchen 1',
  latitude: 48.1,
  longitude: 11.5,
  capacity: 3,
  railMax: 1,
  specialties: [],
};

/** A run whose rows are played: what is answered, and what was asked. */
class PlayedRun {
  run: OpenRun;
  /** Each statement, with its values. */
  readonly said: { text: string; values: readonly unknown[] }[] = [];
  readonly keeper: RunKeeper;
  /** Whether the balancer has taken the kitchen that died for lost. */
  isMissed = true;

  constructor(over: Partial<OpenRun>) {
    this.run = { ...RUN, ...over };
    const client = {
      query: async (text: string, values: readonly unknown[] = []) => {
        this.said.push({ text, values });
        return this.#answer(text, values);
      },
    } as unknown as pg.PoolClient;
    const decider = {
      decide: (work: (decision: Decision) => Promise<unknown>) =>
        work({
          client,
          events: [],
          outbox: [],
          audit: [],
          occurrences: [],
          notify: new Set(),
          tally: emptyTally(),
        }),
    } as unknown as Decider;
    this.keeper = new RunKeeper({ pool: client as unknown as pg.Pool, decider, log: pino({ level: 'silent' }) });
  }

  /** How often something was asked for in such words. */
  count(words: string): number {
    return this.said.filter(({ text }) => text.includes(words)).length;
  }

  #answer(text: string, values: readonly unknown[]): { rows: unknown[]; rowCount: number } {
    const rows = (...given: unknown[]) => ({ rows: given, rowCount: given.length });
    if (text.includes('FROM kitchen_run WHERE ended_at IS NULL')) return rows({ ...this.run });
    if (text.includes('count(ended_at)')) return rows({ received: this.run.received, ended: this.run.ended });
    if (text.includes('UPDATE kitchen_run SET state')) {
      const [, state, reason, placed, happened] = values;
      Object.assign(this.run, { state, reason, placed, happened });
    }
    if (text.includes('FROM kitchen WHERE id')) return rows(PLAN);
    if (text.includes('INSERT INTO kitchen AS k')) return { rows: [], rowCount: this.isMissed ? 1 : 0 };
    return rows();
  }
}

describe('a run that somebody stops', () => {
  it.each(['running', 'finishing'] as const)('while it is %s is stopped once', async (state) => {
    const played = new PlayedRun({ state, stopWanted: true });
    for (let look = 0; look < 3; look += 1) await played.keeper.look();
    expect(played.count("VALUES ('call off run'")).toBe(1);
    expect(played.count('UPDATE job SET stop_wanted')).toBe(1);
    expect(played.run).toMatchObject({ state: 'finishing', reason: 'Somebody stopped it' });
  });
});

describe('a kitchen of a run that died', () => {
  it('returns when it has been missed, if its time comes before', async () => {
    const [dies, returns] = scenarioOfRun(RUN).happenings;
    const played = new PlayedRun({ happened: 1, nowMs: STARTED_AT_MS + ((returns?.atMs ?? 0) + 100) / RUN.speed });
    expect([dies?.kind, returns?.kind]).toEqual(['dies', 'returns']);
    played.isMissed = false;
    await played.keeper.look();
    expect(played.run.happened).toBe(1);
    expect(played.count('INSERT INTO kitchen_moment')).toBe(0);
    played.isMissed = true;
    await played.keeper.look();
    await played.keeper.look();
    expect(played.run.happened).toBe(2);
    expect(played.count('INSERT INTO kitchen_moment')).toBe(1);
    expect(played.count('INSERT INTO job ')).toBe(1);
  });

  it('returns by a job that is not stopped with the one that it died in', async () => {
    const returnsAtMs = scenarioOfRun(RUN).happenings[1]?.atMs ?? 0;
    const played = new PlayedRun({ happened: 1, nowMs: STARTED_AT_MS + (returnsAtMs + 100) / RUN.speed });
    await played.keeper.look();
    const stopped = played.said.findLastIndex(({ text }) => text.includes('UPDATE job SET stop_wanted'));
    expect(stopped).toBeGreaterThanOrEqual(0);
    expect(stopped).toBeLessThan(played.said.findIndex(({ text }) => text.includes('INSERT INTO job ')));
  });
});
