import { newId } from '@longshore/schemas';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { showing } from '../control-plane/owner-key.ts';
import { until } from '../control-plane/until.ts';
import { type Prometheus, promtool, startPrometheus } from '../hosts/prometheus.ts';
import { dashboardQueries, shippedDashboard, shippedRules } from '../monitoring/used-queries.ts';
import { type Services, startServices } from '../stack/services.ts';

interface RuleState {
  name: string;
  type: 'alerting' | 'recording';
  health: string;
  lastError?: string;
  alerts?: { state: string; labels: Record<string, string>; annotations: Record<string, string> }[];
}

let services: Services;
let prometheus: Prometheus;

beforeAll(async () => {
  services = await startServices({
    services: ['kafka', 'registry', 'postgres', 'engine', 'images', 'dispatcher', 'web', 'agent'],
    environment: { agent: { LONGSHORE_HEALTH_INTERVAL_MS: '1000' } },
  });
  const { web, dispatcher, agent } = services.ports;
  prometheus = await startPrometheus({
    web: `127.0.0.1:${web}`,
    dispatcher: `127.0.0.1:${dispatcher}`,
    agents: `127.0.0.1:${agent}`,
  });
}, 600_000);

afterAll(async () => {
  await prometheus?.[Symbol.asyncDispose]();
  await services?.stop();
});

async function ruleStates(): Promise<RuleState[]> {
  const { groups } = await prometheus.api<{ groups: { rules: RuleState[] }[] }>('/rules');
  return groups.flatMap(({ rules }) => rules);
}

async function firing(): Promise<string[]> {
  const alerts = (await ruleStates()).flatMap(({ alerts = [] }) => alerts);
  return alerts.filter(({ state }) => state === 'firing').map(({ labels }) => labels.alertname ?? '');
}

/** The only value of a query, once it is what is wanted. */
function becomes(query: string, wanted: (value: number) => boolean): Promise<true> {
  return until(async () => {
    const [sample] = await prometheus.query(query);
    return sample !== undefined && wanted(Number(sample.value[1]));
  }, `${query} is as wanted`);
}

/** Where the dashboard has queries without an answer in the last minute. @throws when one cannot be evaluated */
async function unanswered(): Promise<string[]> {
  const now = Date.now() / 1_000;
  const range = { start: String(now - 60), end: String(now), step: '5' };
  const empty: string[] = [];
  for (const [where, query] of dashboardQueries(shippedDashboard())) {
    const { result } = await prometheus.api<{ result: unknown[] }>('/query_range', { query, ...range });
    if (result.length === 0) empty.push(where);
  }
  return empty;
}

/** A job that runs and one that fails, both to their ends. */
async function runJobs(): Promise<void> {
  for (const command of [['--version'], ['--eval', 'process.exit(3)']]) {
    const spec = {
      kind: 'container',
      name: `metrics-${newId()}`,
      image: 'longshore/base:24',
      entrypoint: ['node'],
      command,
    };
    const headers = { ...showing(services.ownerKey), 'content-type': 'application/json' };
    const body = JSON.stringify({ ...spec, retry: { maxAttempts: 1 } });
    const response = await fetch(`${services.webUrl}/api/v1/jobs`, { method: 'POST', headers, body });
    const { id } = (await response.json()) as { id: string };
    await until(async () => {
      const shown = await fetch(`${services.webUrl}/api/v1/jobs/${id}`, { headers: showing(services.ownerKey) });
      return ((await shown.json()) as { endedAt: string | null }).endedAt !== null;
    }, `${spec.name} has ended`);
  }
}

describe('what is shipped for Prometheus', () => {
  it('is accepted by promtool, and each alert comes when it should and not when it should not', async () => {
    expect(await promtool('check', 'config', 'prometheus.yml')).toContain('SUCCESS');
    expect(await promtool('test', 'rules', 'longshore.rules.test.yml')).toContain('SUCCESS');
  });

  it('scrapes web, dispatcher and agent, and takes all that they say', async () => {
    await until(async () => {
      const { activeTargets } = await prometheus.api<{
        activeTargets: { health: string; lastError: string; labels: { job: string } }[];
      }>('/targets');
      const jobs = activeTargets.filter(({ health }) => health === 'up').map(({ labels }) => labels.job);
      return jobs.sort().join() === 'longshore-agent,longshore-dispatcher,longshore-web';
    }, 'all targets are up');
    await becomes('longshore:agents:count{state="READY"}', (value) => value === 1);
    await becomes('longshore_dispatcher_reader_lag_records{reader="logs"}', (value) => value >= 0);
    await becomes('min(longshore_fleet_leader_beat_age_seconds)', (value) => value < 5);
    await becomes('longshore_agent_check_ok{check="engine"}', (value) => value === 1);
  });

  it('counts what jobs did, how they ended and why, and how long they waited', async () => {
    await runJobs();
    const ended = 'longshore_dispatcher_attempts_ended_total';
    await becomes(`${ended}{end="SUCCEEDED"}`, (value) => value === 1);
    await becomes(`${ended}{end="FAILED", reason="EXIT_NON_ZERO"}`, (value) => value === 1);
    await becomes('longshore_dispatcher_jobs_ended_total{end="FAILED"}', (value) => value === 1);
    await becomes('longshore_dispatcher_placement_wait_seconds_count', (value) => value === 2);
    await becomes('longshore_web_request_seconds_count{operation="submitJob", status="201"}', (value) => value === 2);
    await becomes('longshore:capacity_free:ratio', (value) => value === 1);
  });

  it('knows of each open kitchen how full it is', async () => {
    const post = async (path: string, body: unknown): Promise<void> => {
      const headers = { ...showing(services.ownerKey), 'content-type': 'application/json' };
      const init = { method: 'POST', headers, body: JSON.stringify(body) };
      const response = await fetch(`${services.webUrl}/api/v1${path}`, init);
      if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    };
    // A dish takes 12 s there: long enough to be looked at while it cooks.
    await post('/kitchens', { id: 'quay', capacity: 2, railMax: 1, clockFactor: 0.25 });
    await becomes('longshore_dispatcher_kitchen_load{kitchen="quay"}', (value) => value === 0);
    const order = { dish: 'biryani', place: { latitude: 60.1699, longitude: 24.9384 } };
    await post('/orders/many', { orders: [order, order, order] });
    await becomes('longshore_dispatcher_kitchen_load{kitchen="quay"}', (value) => value === 1);
    await becomes('longshore_dispatcher_kitchen_cooking{kitchen="quay"}', (value) => value === 2);
    await becomes('longshore_dispatcher_kitchen_room{of="taken"}', (value) => value === 3);
    await post('/kitchens/quay/close', {});
    await becomes('longshore_dispatcher_kitchens{state="closed"}', (value) => value === 1);
    expect(await prometheus.query('longshore_dispatcher_kitchen_load')).toEqual([]);
  }, 120_000);

  it('has every rule loaded and working', async () => {
    const states = await until(async () => {
      const all = await ruleStates();
      return all.every(({ health }) => health !== 'unknown') && all;
    }, 'every rule has been looked at');
    expect(states.filter(({ health }) => health !== 'ok').map(({ name, lastError }) => ({ name, lastError }))).toEqual(
      [],
    );
    const shipped = shippedRules().map(({ alert, record = '' }) => alert ?? record);
    expect(states.map(({ name }) => name).sort()).toEqual(shipped.sort());
    expect(await firing()).toEqual([]);
  });

  it('has a dashboard of queries that all can be answered, and nearly all have an answer', async () => {
    // Nothing is wrong, nobody took over, and no look has failed. What is recorded from records is there a moment later.
    const quiet = /^(What is wrong|Takeovers|Looks that failed)/;
    await expect
      .poll(async () => (await unanswered()).filter((where) => !quiet.test(where)), {
        timeout: 30_000,
        interval: 1_000,
      })
      .toEqual([]);
  });

  it('tells within a minute of an agent that is not heard and of a lead that nobody has', async () => {
    await services.stopService('agent');
    await becomes('longshore_fleet_agents{state="SILENT"}', (value) => value === 1);
    await services.stopService('dispatcher');
    await until(
      async () => {
        const names = await firing();
        return names.includes('LongshoreAgentSilent') && names.includes('LongshoreNobodyLeads');
      },
      'both alerts fire',
      60_000,
    );
    const told = (await ruleStates()).find(({ name }) => name === 'LongshoreAgentSilent')?.alerts?.[0];
    expect(told?.labels).toMatchObject({ agent: services.containerScope, severity: 'critical' });
    expect(told?.annotations.summary).toBe(`Agent ${services.containerScope} is not heard`);
  }, 120_000);
});
