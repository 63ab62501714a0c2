import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FleetRig, lostAfterMs } from './harness/fleet-rig.ts';
import { until } from './harness/until.ts';

/** Looks at agents are two seconds apart: one before silence counts, one too many, and one that found records unread. */
const noticedWithinMs = lostAfterMs + 6_000;

const onFirstHost = { placement: { affinities: [{ expression: 'host = host-1', weight: 100 }] } };
/** Runs on the host that will be lost until it is stopped, and is done at once anywhere else. */
const endlessOnFirstHost = 'test "$LONGSHORE_AGENT_ID" != host-1 || sleep 600; echo done';
/** Runs at its first try until it is stopped, and is done at once at the second. */
const endlessAtFirst = 'test "$LONGSHORE_ATTEMPT" != 1 || sleep 600; echo done';

let fleet: FleetRig;

beforeAll(async () => {
  fleet = await FleetRig.build('fleet_hosts_lost');
  fleet.startDispatcher();
  for (const number of [1, 2, 3]) fleet.startAgent(number);
  await fleet.untilReady([1, 2, 3]);
});

afterAll(() => fleet?.[Symbol.asyncDispose]());

/** Waits until host 1 is given up, and returns how long it had not been heard by then, on the database's clock. */
async function untilFirstIsLost(): Promise<number> {
  return until(
    'host-1 is given up',
    async () => {
      const { rows } = await fleet.rig.database.query<{ silentMs: number }>(
        `SELECT extract(epoch FROM audit.at - agent.last_heard_at)::float8 * 1000 AS "silentMs"
           FROM agent JOIN audit ON audit.action = 'AgentLost' AND audit.subject_id = agent.id
          WHERE agent.id = 'host-1' AND agent.lost ORDER BY audit.id DESC LIMIT 1`,
      );
      return rows[0]?.silentMs;
    },
    { everyMs: 20 },
  );
}

/** What became of every task of these jobs: each attempt with where it was, how it ended, and what the engines did. */
async function fates(jobIds: readonly string[]) {
  const attempts = await fleet.attempts(jobIds);
  const taskIds = [...new Set(attempts.map(({ taskId }) => taskId))];
  return taskIds.map((taskId) =>
    attempts
      .filter((attempt) => attempt.taskId === taskId)
      .map(({ id, agentId, observed }) => ({
        onFirstHost: agentId === 'host-1',
        observed,
        containers: fleet.witness.ofAttempt(id).containers,
        starts: fleet.witness.ofAttempt(id).starts,
      })),
  );
}

const lostThenDone = [
  { onFirstHost: true, observed: 'LOST', containers: 1, starts: 1 },
  { onFirstHost: false, observed: 'SUCCEEDED', containers: 1, starts: 1 },
];

/** Nothing of the jobs is left anywhere: no container, no reservation. */
async function untilNothingIsLeft(jobIds: readonly string[]): Promise<void> {
  await until(
    'nothing of the jobs is left on any engine, nor reserved',
    async () => {
      const ids = new Set((await fleet.attempts(jobIds)).map(({ id }) => id));
      const listed = (await Promise.all([1, 2, 3].map((number) => fleet.listed(number)))).flat();
      const reserved = (await fleet.attempts(jobIds)).filter((attempt) => attempt.reserved);
      return reserved.length === 0 && !listed.some(({ attemptId }) => ids.has(attemptId));
    },
    { timeoutMs: 60_000, everyMs: 200 },
  );
}

describe('a host that is lost with 20 jobs on it', () => {
  it('killed with all its containers: all is done elsewhere once, and nothing runs again when it is back', async () => {
    const jobs = await Promise.all(
      Array.from({ length: 20 }, () => fleet.rig.submitShell(endlessOnFirstHost, onFirstHost)),
    );
    await fleet.untilAttempts(
      'all run on host-1',
      jobs,
      (one) => one.agentId === 'host-1' && one.observed === 'RUNNING',
    );

    await fleet.cutPower(1);
    const silentMs = await untilFirstIsLost();
    expect(silentMs).toBeGreaterThanOrEqual(lostAfterMs);
    expect(silentMs).toBeLessThan(noticedWithinMs);
    const ended = await fleet.rig.untilEnded(jobs, 90_000);
    expect(ended.map(({ state }) => state)).toEqual(jobs.map(() => 'SUCCEEDED'));

    await fleet.restorePower(1);
    await fleet.untilReady([1, 2, 3]);
    await untilNothingIsLeft(jobs);
    const after = await fleet.rig.submitShell('echo back', { placement: { agents: ['host-1'] } });
    await fleet.rig.untilEnded([after], 30_000);
    expect(await fates(jobs)).toEqual(jobs.map(() => lostThenDone));
    expect(await fleet.endsOf(jobs)).toEqual(jobs.map(() => 1));
    console.info(`host killed: given up after ${Math.round(silentMs)} ms of silence`);
  });
});

describe('a host that is off for a moment', () => {
  it('has its jobs tried again: what a power cut ended is no failure of the program', async () => {
    const onlyFirst = { placement: { agents: ['host-1'] } };
    const jobs = await Promise.all([
      ...Array.from({ length: 3 }, () => fleet.rig.submitShell(endlessAtFirst, onlyFirst)),
      ...Array.from({ length: 3 }, () => fleet.rig.submitShell(endlessAtFirst, { ...onlyFirst, onPartition: 'wait' })),
    ]);
    await fleet.untilAttempts('all run', jobs, ({ observed }) => observed === 'RUNNING');
    await fleet.cutPower(1);
    await fleet.restorePower(1);
    const ended = await fleet.rig.untilEnded(jobs, 60_000);
    const why = await fleet.rig.database.query('SELECT reason FROM attempt WHERE job_id = ANY($1)', [jobs]);
    expect(
      ended.map(({ state }) => state),
      JSON.stringify(why.rows),
    ).toEqual(jobs.map(() => 'SUCCEEDED'));
    const seen = (await fates(jobs)).map((attempts) => attempts.map(({ containers, starts }) => [containers, starts]));
    expect(seen).toEqual(
      jobs.map(() => [
        [1, 1],
        [1, 1],
      ]),
    );
    await untilNothingIsLeft(jobs);
    expect(await fleet.endsOf(jobs)).toEqual(jobs.map(() => 1));
  });
});

describe('a host whose network is cut while jobs run on it', () => {
  let gate: Server;
  let open = false;

  beforeAll(async () => {
    gate = createServer((_request, response) => response.writeHead(open ? 200 : 503).end());
    gate.listen(0, fleet.rig.fleet.gateway);
    await once(gate, 'listening');
  });

  afterAll(() => gate?.close());

  it('with onPartition replace they are done elsewhere and the old ones stopped; with wait they are adopted', async () => {
    const { port } = gate.address() as AddressInfo;
    const whenOpen = `until wget -q -O - http://${fleet.rig.fleet.gateway}:${port}; do sleep 1; done; echo done`;
    const [replaced, waiting] = await Promise.all([
      Promise.all(Array.from({ length: 10 }, () => fleet.rig.submitShell(endlessOnFirstHost, onFirstHost))),
      Promise.all(
        Array.from({ length: 10 }, () => fleet.rig.submitShell(whenOpen, { ...onFirstHost, onPartition: 'wait' })),
      ),
    ]);
    const all = [...replaced, ...waiting];
    await fleet.untilAttempts(
      'all run on host-1',
      all,
      (one) => one.agentId === 'host-1' && one.observed === 'RUNNING',
    );
    expect(fleet.witness.aliveOn(fleet.host(1))).toHaveLength(20);

    await fleet.host(1).cutNetwork();
    const silentMs = await untilFirstIsLost();
    expect(silentMs).toBeGreaterThanOrEqual(lostAfterMs);
    expect(silentMs).toBeLessThan(noticedWithinMs);
    const ended = await fleet.rig.untilEnded(replaced, 60_000);
    expect(ended.map(({ state }) => state)).toEqual(replaced.map(() => 'SUCCEEDED'));
    // What waits is flagged and stays what it is; what was replaced runs on over there, unseen.
    const meanwhile = await fleet.attempts(waiting);
    expect(meanwhile.map(({ agentId, observed, unreachable }) => ({ agentId, observed, unreachable }))).toEqual(
      waiting.map(() => ({ agentId: 'host-1', observed: 'RUNNING', unreachable: true })),
    );
    expect(fleet.witness.aliveOn(fleet.host(1))).toHaveLength(20);

    await fleet.host(1).mendNetwork();
    const mendedMs = performance.now();
    await fleet.untilReady([1, 2, 3], 90_000);
    const readyMs = performance.now() - mendedMs;
    await until('the stale containers are stopped', async () => fleet.witness.aliveOn(fleet.host(1)).length === 10);
    await fleet.untilAttempts('those that waited are adopted', waiting, (one) => !one.unreachable);
    open = true;
    const adopted = await fleet.rig.untilEnded(waiting, 60_000);
    expect(adopted.map(({ state }) => state)).toEqual(waiting.map(() => 'SUCCEEDED'));
    await untilNothingIsLeft(all);
    expect(await fates(replaced)).toEqual(replaced.map(() => lostThenDone));
    expect(await fates(waiting)).toEqual(
      waiting.map(() => [{ onFirstHost: true, observed: 'SUCCEEDED', containers: 1, starts: 1 }]),
    );
    expect(await fleet.endsOf(all)).toEqual(all.map(() => 1));
    console.info(
      `network cut: given up after ${Math.round(silentMs)} ms of silence, ready ${Math.round(readyMs)} ms after`,
    );
  });
});

describe('two hosts of three whose network is cut together', () => {
  it('are not given up, which the control plane says, also not the one that is back later, and all is done once', async () => {
    const jobs = await Promise.all(
      [1, 2].flatMap((number) =>
        Array.from({ length: 3 }, () =>
          fleet.rig.submitShell('sleep 12; echo done', {
            placement: { affinities: [{ expression: `host = host-${number}`, weight: 100 }] },
          }),
        ),
      ),
    );
    await fleet.untilAttempts('all run', jobs, ({ observed }) => observed === 'RUNNING');
    await Promise.all([1, 2].map((number) => fleet.host(number).cutNetwork()));
    const holds = async () => {
      const { rows } = await fleet.rig.database.query<{ holds: string | null }>('SELECT holds FROM leadership');
      return rows[0]?.holds ?? null;
    };
    await until('the control plane says that it holds', async () =>
      (await holds())?.startsWith('2 of 3 agents have fallen silent together'),
    );
    await until('all containers have ended over there', async () =>
      [1, 2].every((number) => fleet.witness.aliveOn(fleet.host(number)).length === 0),
    );
    expect((await fleet.agents()).filter(({ lost }) => lost)).toEqual([]);

    // One is back before the other, which then has its time to come back too.
    await fleet.host(1).mendNetwork();
    await until('the control plane decides again', async () => (await holds()) === null);
    await fleet.host(2).mendNetwork();
    const ended = await fleet.rig.untilEnded(jobs, 60_000);
    expect(ended.map(({ state }) => state)).toEqual(jobs.map(() => 'SUCCEEDED'));
    const attempts = await fleet.attempts(jobs);
    expect(attempts.map(({ id }) => fleet.witness.ofAttempt(id))).toEqual(
      jobs.map(() => ({ containers: 1, starts: 1, aliveAtOnce: 1 })),
    );
    expect((await fleet.agents()).filter(({ lost }) => lost)).toEqual([]);
  });
});
