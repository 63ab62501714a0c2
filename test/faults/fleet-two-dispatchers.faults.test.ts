import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FleetInstructions } from './harness/fleet-instructions.ts';
import { FleetRig } from './harness/fleet-rig.ts';
import type { Program } from './harness/program.ts';
import { until } from './harness/until.ts';

const takeoverWithinMs = 5_000;

let fleet: FleetRig;
let instructions: FleetInstructions;
let dispatchers: [Program, Program];
const jobs: string[] = [];

beforeAll(async () => {
  fleet = await FleetRig.build('fleet_two_dispatchers');
  instructions = new FleetInstructions(fleet.rig.space);
  dispatchers = [fleet.startDispatcher(), fleet.startDispatcher()];
  for (const number of [1, 2, 3]) fleet.startAgent(number);
  await fleet.untilReady([1, 2, 3]);
});

afterAll(async () => {
  for (const dispatcher of dispatchers ?? []) dispatcher.signal('SIGCONT');
  await instructions?.[Symbol.asyncDispose]();
  await fleet?.[Symbol.asyncDispose]();
});

async function standingOf(dispatcher: Program): Promise<string> {
  const answer = await fetch(new URL('/readyz', dispatcher.url), { signal: AbortSignal.timeout(5_000) });
  return ((await answer.json()) as { standing: string }).standing;
}

/** The one that leads and the one that stands by; waits until it is so. */
function roles(): Promise<{ leader: Program; other: Program; epoch: number }> {
  return until(
    'one dispatcher leads and the other stands by',
    async () => {
      const [first, second] = await Promise.all(dispatchers.map(standingOf));
      const { rows } = await fleet.rig.database.query<{ epoch: string }>('SELECT epoch FROM leadership');
      const epoch = Number(rows[0]?.epoch);
      const [a, b] = dispatchers;
      if (first === 'leading' && second === 'standing by') return { leader: a, other: b, epoch };
      return second === 'leading' && first === 'standing by' && { leader: b, other: a, epoch };
    },
    { everyMs: 20 },
  );
}

async function submit(count: number): Promise<string[]> {
  const submitted = await Promise.all(Array.from({ length: count }, (_, n) => fleet.rig.submitShell(`echo ${n}`)));
  jobs.push(...submitted);
  return submitted;
}

/** Whether a transaction of the dispatchers holds the row of the lead and waits for its program to go on. */
async function standsInDecision(): Promise<boolean> {
  const { rows } = await fleet.rig.database.query(
    `SELECT 1 FROM pg_stat_activity s JOIN pg_locks l ON l.pid = s.pid
      WHERE s.datname = current_database() AND s.application_name = 'longshore-dispatcher'
        AND s.state = 'idle in transaction' AND l.relation = 'leadership'::regclass`,
  );
  return rows.length > 0;
}

/** Freezes the leader, sees the other take over and go on with the work, wakes the first, and sees it step back. */
async function takeOver(freeze: (leader: Program) => Promise<void>): Promise<number> {
  const { leader, other, epoch } = await roles();
  await submit(5);
  await freeze(leader);
  const frozenMs = performance.now();
  const meanwhile = submit(5);
  await until('the other leads', async () => (await standingOf(other)) === 'leading', { everyMs: 20 });
  const tookMs = performance.now() - frozenMs;
  await fleet.rig.untilEnded(await meanwhile, 60_000);

  leader.signal('SIGCONT');
  await submit(5);
  const after = await roles();
  expect(after.leader).toBe(other);
  expect(after.epoch).toBe(epoch + 1);
  return tookMs;
}

/** Freezes it at a moment when it has begun a decision and not committed it. */
async function freezeInDecision(leader: Program): Promise<void> {
  await until(
    'the leader stands still in the middle of a decision',
    async () => {
      leader.signal('SIGSTOP');
      if (await standsInDecision()) return true;
      leader.signal('SIGCONT');
      await submit(1);
      return false;
    },
    { everyMs: 7 },
  );
}

describe('two dispatchers, of which the leader freezes', () => {
  it('the other takes over within 5 s, work goes on, and the first wakes and publishes nothing', async () => {
    const took = [];
    for (let round = 0; round < 2; round += 1) {
      took.push(await takeOver(async (leader) => leader.signal('SIGSTOP')));
    }
    took.push(await takeOver(freezeInDecision));
    console.info(`the other led after ${took.map(Math.round).join(', ')} ms, ${jobs.length} jobs`);
    expect(Math.max(...took)).toBeLessThan(takeoverWithinMs);

    const outcomes = await fleet.rig.untilEnded(jobs, 120_000);
    expect(outcomes.map(({ state }) => state)).toEqual(jobs.map(() => 'SUCCEEDED'));
    const attempts = await fleet.attempts(jobs);
    expect(attempts).toHaveLength(jobs.length);
    expect(attempts.map(({ id }) => fleet.witness.ofAttempt(id))).toEqual(
      attempts.map(() => ({ containers: 1, starts: 1, aliveAtOnce: 1 })),
    );
  });

  it('no instruction of an earlier epoch stands behind one of a later epoch', async () => {
    const all = await instructions.all();
    const epochs = new Set(all.map(({ instruction }) => instruction.epoch));
    expect(epochs.size).toBeGreaterThanOrEqual(4);
    const late = all.filter(
      ({ partition, instruction }, index) =>
        all[index - 1]?.partition === partition && (all[index - 1]?.instruction.epoch ?? 0) > instruction.epoch,
    );
    expect(late).toEqual([]);
    const times = (epoch: number) =>
      all.filter(({ instruction }) => instruction.epoch === epoch).map(({ instruction }) => instruction.issuedAt);
    expect(Math.min(...[...epochs].map((epoch) => times(epoch).length))).toBeGreaterThan(0);
  });
});
