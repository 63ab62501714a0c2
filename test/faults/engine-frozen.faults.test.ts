import { jobHasEnded } from '@longshore/schemas';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AgentStatusFeed } from './harness/agent-status-feed.ts';
import { expectDoneOnce } from './harness/expect-done-once.ts';
import type { Program } from './harness/program.ts';
import { requestStop } from './harness/request-stop.ts';
import { Rig } from './harness/rig.ts';
import { until } from './harness/until.ts';

const intervalMs = 1_000;

let rig: Rig;
let feed: AgentStatusFeed;
let agent: Program;

beforeAll(async () => {
  rig = await Rig.build('engine_frozen');
  feed = await AgentStatusFeed.open(rig.space);
  agent = rig.startAgent('host', {
    LONGSHORE_HEALTH_INTERVAL_MS: String(intervalMs),
    LONGSHORE_ENGINE_DEADLINE_MS: '3000',
    LONGSHORE_ENGINE_PING_DEADLINE_MS: '500',
  });
  rig.startDispatcher();
});

afterAll(async () => {
  await feed?.[Symbol.asyncDispose]();
  await rig?.[Symbol.asyncDispose]();
});

/** Those of the jobs whose attempts are running, as far as the control plane knows. */
async function allRun(jobIds: readonly string[]): Promise<boolean> {
  const outcomes = await Promise.all(jobIds.map((jobId) => rig.outcome(jobId)));
  return outcomes.every(({ attempts }) => attempts[0]?.observed === 'RUNNING');
}

describe('an engine that freezes while jobs are queued', () => {
  it('blocks the handler within two intervals, holds every instruction, and finishes all jobs when it thaws', async () => {
    const { status: ready } = await feed.next('it is ready', ({ synced, healthy }) => synced && healthy);
    const endless = await rig.submitShell('sleep 600');
    const before = await Promise.all(Array.from({ length: 5 }, () => rig.submitShell('sleep 1')));
    await until('the first jobs run', () => allRun([endless, ...before]), { everyMs: 20 });

    await rig.host.freeze();
    const frozenAtMs = performance.now();
    // Published before anybody knows: these instructions meet a frozen engine.
    const queued = await Promise.all(Array.from({ length: 20 }, (_, index) => rig.submitShell(`echo ${index}`)));
    const { status: blocked, atMs } = await feed.next(
      'it is unhealthy and its handler blocked',
      ({ healthy, handlerBlocked }) => !healthy && handlerBlocked,
      { sinceMs: frozenAtMs },
    );
    expect(atMs - frozenAtMs).toBeLessThan(2 * intervalMs);
    expect(blocked.checks.filter(({ ok }) => !ok).length).toBeGreaterThan(0);
    await until('the control plane knows', async () => {
      const { rows } = await rig.database.query('SELECT 1 FROM agent WHERE handler_blocked AND NOT healthy');
      return rows.length === 1;
    });

    const committed = await feed.committed(ready);
    const published = await rig.published(queued);
    expect(published.length).toBeGreaterThan(0);
    expect(await feed.uncommittedRuns(ready, committed)).toEqual(expect.arrayContaining(published));

    // A stop is published whatever is known of the engine. Nobody takes it while the handler is blocked.
    const taken = await agent.counter('longshore_agent_records_total');
    const end = await feed.endOfLane(ready);
    await requestStop(rig.database, endless);
    await until('the stop is on the lane', async () => (await feed.endOfLane(ready)) > end);
    await feed.next('it is still blocked three intervals later', ({ handlerBlocked }) => handlerBlocked, {
      sinceMs: performance.now() + 3 * intervalMs,
    });
    expect(await agent.counter('longshore_agent_records_total')).toBe(taken);
    expect(await feed.committed(ready)).toBe(committed);
    const meanwhile = await Promise.all([endless, ...queued].map((jobId) => rig.outcome(jobId)));
    expect(meanwhile.filter(({ state }) => jobHasEnded(state))).toEqual([]);

    rig.host.thaw();
    const [stopped, ...others] = await rig.untilEnded([endless, ...before, ...queued], 60_000);
    expect(stopped).toMatchObject({ state: 'STOPPED', attempts: [{ observed: 'STOPPED' }] });
    expectDoneOnce(others, rig.history);
  });
});
