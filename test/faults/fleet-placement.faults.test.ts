import type { Candidate, JobSpecInput, Receipt } from '@longshore/schemas';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FleetRig } from './harness/fleet-rig.ts';
import { until } from './harness/until.ts';

const MIB = 1024 * 1024;

interface Quantities {
  cpuMillis: number;
  memoryBytes: number;
  slots: number;
}

/** Three hosts that are not alike: by size, place and disk. */
const hosts: ReadonlyArray<Quantities & { labels: string }> = [
  { cpuMillis: 4_000, memoryBytes: 1_024 * MIB, slots: 10, labels: 'zone=a,disk=hdd' },
  { cpuMillis: 2_000, memoryBytes: 1_024 * MIB, slots: 8, labels: 'zone=a,disk=ssd' },
  { cpuMillis: 1_000, memoryBytes: 512 * MIB, slots: 4, labels: 'zone=b,disk=hdd' },
];
const kinds = ['cpuMillis', 'memoryBytes', 'slots'] as const;

let fleet: FleetRig;

beforeAll(async () => {
  fleet = await FleetRig.build('fleet_placement');
  fleet.startDispatcher();
  for (const [index, { cpuMillis, memoryBytes, slots, labels }] of hosts.entries()) {
    fleet.startAgent(index + 1, {
      LONGSHORE_AGENT_CPU_MILLIS: String(cpuMillis),
      LONGSHORE_AGENT_MEMORY_BYTES: String(memoryBytes),
      LONGSHORE_AGENT_SLOTS: String(slots),
      LONGSHORE_AGENT_LABELS: labels,
    });
  }
  await fleet.untilReady([1, 2, 3]);
});

afterAll(() => fleet?.[Symbol.asyncDispose]());

interface Decided extends Quantities {
  id: string;
  agentId: string;
  receipt: Receipt;
}

async function decidedFor(jobIds: readonly string[]): Promise<Decided[]> {
  const { rows } = await fleet.rig.database.query<Decided>(
    `SELECT id, agent_id AS "agentId", cpu_millis AS "cpuMillis", memory_bytes::float8 AS "memoryBytes", 1 AS slots, receipt
       FROM attempt WHERE job_id = ANY($1) ORDER BY id`,
    [jobIds],
  );
  return rows;
}

/** How many tasks of one job went to each host. */
async function perHost(jobId: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { agentId } of await decidedFor([jobId])) counts[agentId] = (counts[agentId] ?? 0) + 1;
  return counts;
}

type Wishes = Partial<Extract<JobSpecInput, { kind: 'container' }>>;

/** Runs a job on a fleet that has nothing else to do. */
async function run(wish: Wishes): Promise<string> {
  const job = await fleet.rig.submitShell('echo placed', wish);
  expect((await fleet.rig.untilEnded([job], 60_000))[0]?.state).toBe('SUCCEEDED');
  return job;
}

/** What is wrong with a receipt, in words; it must be right by what it says itself. */
function faultsOf({ agentId, receipt }: Decided): string[] {
  const { candidates, winner, runnerUp } = receipt;
  const rank = ({ spread, score }: Candidate): number => (score ?? 0) - 1_000 * (spread?.tasks ?? 0);
  const fitting = candidates.filter(({ score }) => score !== null);
  const best = fitting.toSorted((a, b) => rank(b) - rank(a) || (a.agentId < b.agentId ? -1 : 1));
  const sums = fitting.filter(
    ({ terms, score }) =>
      Math.abs(terms.reduce((sum, { weight, value }) => sum + weight * value, 0) - (score ?? 0)) > 1e-9,
  );
  const silent = candidates.filter(
    ({ score, excludedBy }) =>
      (score === null) !== excludedBy.length > 0 || excludedBy.some((one) => !one.required || !one.available),
  );
  return [
    candidates.length === hosts.length ? '' : `${candidates.length} candidates`,
    winner === agentId ? '' : `the winner is ${winner}, the attempt on ${agentId}`,
    best[0]?.agentId === winner ? '' : `${best[0]?.agentId} is better than ${winner}`,
    (best[1]?.agentId ?? null) === runnerUp ? '' : `the runner-up is ${best[1]?.agentId}, not ${runnerUp}`,
    ...sums.map((candidate) => `the score of ${candidate.agentId} is not the sum of its terms`),
    ...silent.map((candidate) => `${candidate.agentId} is excluded without words, or has both score and exclusion`),
  ].filter((fault) => fault !== '');
}

describe('three unequal hosts', () => {
  it('spread tasks over a label and over the agents, and honour affinities and constraints', async () => {
    const overZones = await run({ parallelism: 6, placement: { spreadOver: 'zone' } });
    const overAgents = await run({ parallelism: 6, placement: { spreadOver: 'agent' } });
    const fast = await run({ placement: { affinities: [{ expression: 'disk = ssd', weight: 50 }] } });
    const inB = await run({ parallelism: 3, placement: { constraints: ['zone = b'] } });
    const notB = await run({ parallelism: 3, placement: { constraints: ['zone in (a, c)', 'disk != ssd'] } });
    const zones = await perHost(overZones);
    expect(zones['host-3']).toBe(3);
    expect((zones['host-1'] ?? 0) + (zones['host-2'] ?? 0)).toBe(3);
    expect(await perHost(overAgents)).toEqual({ 'host-1': 2, 'host-2': 2, 'host-3': 2 });
    expect(await perHost(fast)).toEqual({ 'host-2': 1 });
    expect(await perHost(inB)).toEqual({ 'host-3': 3 });
    expect(await perHost(notB)).toEqual({ 'host-1': 3 });
    const decided = await decidedFor([overZones, overAgents, fast, inB, notB]);
    expect(decided.flatMap(faultsOf)).toEqual([]);
    const [excluded] = (await decidedFor([inB]))[0]?.receipt.candidates.filter(({ score }) => score === null) ?? [];
    expect(excluded?.excludedBy[0]).toMatchObject({ filter: 'constraint', required: 'zone = b', available: 'zone=a' });
  });

  it('take 60 jobs of mixed size, none ever over what it has, each placed by a receipt that is right', async () => {
    const wishes = Array.from(
      { length: 60 },
      (_, index): Wishes => ({
        resources: { cpuMillis: 100 + 100 * (index % 9), memoryBytes: (16 + 40 * (index % 6)) * MIB },
        ...(index % 6 === 5 ? { placement: { constraints: ['zone = a'] } } : {}),
      }),
    );
    const jobs = await Promise.all(wishes.map((wish) => fleet.rig.submitShell('sleep 1', wish)));
    const over: unknown[] = [];
    const fullest = new Map<string, number>();
    await until(
      'all 60 have ended, looking at what is reserved all the while',
      async () => {
        const reserved = await fleet.rig.database.query<Quantities & { id: string }>(
          `SELECT agent_id AS id, sum(cpu_millis)::int AS "cpuMillis", sum(memory_bytes)::float8 AS "memoryBytes",
                  count(*)::int AS slots
             FROM attempt WHERE reserved GROUP BY agent_id`,
        );
        for (const row of reserved.rows) {
          const has = hosts[Number(row.id.slice('host-'.length)) - 1];
          if (!has) throw new Error(`There is no ${row.id}`);
          if (kinds.some((kind) => row[kind] > has[kind])) over.push(row);
          const share = Math.max(...kinds.map((kind) => row[kind] / has[kind]));
          fullest.set(row.id, Math.max(fullest.get(row.id) ?? 0, share));
        }
        const { rows } = await fleet.rig.database.query(
          'SELECT 1 FROM job WHERE id = ANY($1) AND ended_at IS NULL LIMIT 1',
          [jobs],
        );
        return rows.length === 0;
      },
      { timeoutMs: 150_000, everyMs: 20 },
    );
    const ended = await fleet.rig.untilEnded(jobs, 1_000);
    expect(ended.map(({ state }) => state)).toEqual(jobs.map(() => 'SUCCEEDED'));
    expect(over).toEqual([]);
    // It was a squeeze, or nothing was shown.
    expect(Math.min(...fullest.values())).toBeGreaterThan(0.7);

    const decided = await decidedFor(jobs);
    expect(decided).toHaveLength(60);
    expect(decided.flatMap(faultsOf)).toEqual([]);
    const reasons = decided.flatMap(({ receipt }) => receipt.candidates.flatMap(({ excludedBy }) => excludedBy));
    expect(reasons.map(({ filter }) => filter)).toContain('cpu');
    const inB = decided.filter(
      ({ receipt, agentId }) => agentId === 'host-3' && receipt.candidates.some(isConstrained),
    );
    expect(inB).toEqual([]);
    expect(overrunsOf(decided)).toEqual([]);
    console.info(`fullest: ${[...fullest].map(([id, share]) => `${id} ${Math.round(100 * share)} %`).join(', ')}`);
  });
});

function isConstrained({ excludedBy }: Candidate): boolean {
  return excludedBy.some(({ filter }) => filter === 'constraint');
}

/** Moments at which the containers that really ran on a host needed more than it has, by its engine's own events. */
function overrunsOf(decided: readonly Decided[]): string[] {
  const needs = new Map(decided.map((attempt) => [attempt.id, attempt]));
  const running = hosts.map(() => new Map<string, Decided>());
  const overruns: string[] = [];
  for (const { host, action, attemptId, containerId } of fleet.witness.events) {
    const index = fleet.rig.fleet.hosts.findIndex(({ name }) => name === host);
    const attempt = needs.get(attemptId);
    const [here, has] = [running[index], hosts[index]];
    if (!attempt || !here || !has) continue;
    if (action === 'start') here.set(containerId, attempt);
    if (action === 'die') here.delete(containerId);
    for (const kind of kinds) {
      const used = [...here.values()].reduce((sum, one) => sum + one[kind], 0);
      if (used > has[kind]) overruns.push(`host-${index + 1} ran ${used} of ${has[kind]} ${kind}`);
    }
  }
  return overruns;
}
