import { type Apply, type JobSpec, jobSpecSchema, type Receipt } from '@longshore/schemas';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { readPlaces } from '../../control-plane/src/database/read-places.ts';
import { choosePlace } from '../../control-plane/src/placement/choose-place.ts';
import type { PlaceableTask } from '../../control-plane/src/placement/place-tasks.ts';
import { placeTasks } from '../../control-plane/src/placement/place-tasks.ts';
import { placementRequest } from '../../control-plane/src/placement/placement-request.ts';
import { DEFAULT_WEIGHTS } from '../../control-plane/src/placement/weights.ts';
import type { PlayedAgent } from '../control-plane/played-agent.ts';
import { until } from '../control-plane/until.ts';
import { World } from '../control-plane/world.ts';

const GIB = 1024 ** 3;
/** Three unequal hosts. */
const FLEET = [
  { id: 'big', labels: { zone: 'eu', disk: 'ssd' }, cpuMillis: 16_000, memoryBytes: 32 * GIB, slots: 40 },
  { id: 'middle', labels: { zone: 'us', disk: 'ssd' }, cpuMillis: 8_000, memoryBytes: 16 * GIB, slots: 20 },
  { id: 'small', labels: { zone: 'us' }, cpuMillis: 2_000, memoryBytes: 2 * GIB, slots: 6 },
] as const;

let world: World;
beforeAll(async () => {
  world = await World.create(inject('services'));
  await world.startDispatcher();
  await Promise.all(
    FLEET.map(async ({ id, labels, ...room }) => {
      const agent = world.playedAgent(id, { onApply: obey });
      agent.status = { labels, capacity: { ...room, diskBytes: 0 } };
      await agent.start();
    }),
  );
});
afterAll(() => world.close());

/** Runs what it is given until it is stopped. */
async function obey(apply: Apply, agent: PlayedAgent): Promise<void> {
  if (apply.desired === 'RUN') await agent.report(apply, 'RUNNING');
  else if (apply.desired === 'STOP') await agent.report(apply, 'STOPPED');
}

/** The 60 jobs: small and large, some choosy, some spread. */
function specOf(n: number): Record<string, unknown> {
  return {
    name: `job-${n}`,
    resources: { cpuMillis: [50, 250, 500, 1_500][n % 4], memoryBytes: [64, 128, 512, 1_024][n % 4]! * 1024 ** 2 },
    ...(n % 10 === 3 ? { placement: { constraints: ['zone in (us)', 'disk'] } } : {}),
    ...(n % 10 === 5 ? { parallelism: 4, placement: { spreadOver: 'zone' } } : {}),
    ...(n % 10 === 7 ? { placement: { affinities: [{ expression: 'zone = eu', weight: 20 }] } } : {}),
    priority: n % 3 === 0 ? 80 : 20,
  };
}

interface PlacedRow {
  n: number;
  agentId: string;
  cpu: number;
  memory: number;
  receipt: Receipt;
}

async function placed(): Promise<PlacedRow[]> {
  const { rows } = await world.pool.query<PlacedRow>(
    `SELECT split_part(j.name, '-', 2)::int AS n, a.agent_id AS "agentId", a.cpu_millis AS cpu,
            a.memory_bytes::float8 AS memory, a.receipt
     FROM attempt a JOIN job j ON j.id = a.job_id WHERE a.reserved AND j.name LIKE 'job-%'`,
  );
  return rows;
}

async function waiting(): Promise<JobSpec[]> {
  const { rows } = await world.pool.query<{ spec: unknown }>(
    `SELECT j.spec FROM task t JOIN job j ON j.id = t.job_id WHERE t.state = 'QUEUED'`,
  );
  return rows.map(({ spec }) => jobSpecSchema.parse(spec));
}

describe('60 jobs of mixed size over three unequal hosts', () => {
  it('are placed within every reservation, as their receipts say, with constraints, spread and affinity honoured', async () => {
    for (let n = 0; n < 60; n += 1) await world.submit(specOf(n));
    // Everything has been decided about once nothing is queued without a reason.
    await until(async () => {
      const { rowCount } = await world.pool.query(`SELECT 1 FROM task WHERE state = 'QUEUED' AND waits_for IS NULL`);
      return rowCount === 0;
    }, 'every task was placed or waits for something');
    const rows = await placed();
    expect(new Set(rows.map(({ agentId }) => agentId)).size).toBe(FLEET.length);
    // In which order they came decides how many fit; what waits is never something that would.
    const places = await readPlaces(world.pool);
    for (const spec of await waiting()) {
      expect(choosePlace(placementRequest(spec), places, DEFAULT_WEIGHTS).winner).toBeNull();
    }

    for (const { id, cpuMillis, memoryBytes, slots } of FLEET) {
      const here = rows.filter(({ agentId }) => agentId === id);
      expect(here.reduce((sum, { cpu }) => sum + cpu, 0)).toBeLessThanOrEqual(cpuMillis);
      expect(here.reduce((sum, { memory }) => sum + memory, 0)).toBeLessThanOrEqual(memoryBytes);
      expect(here.length).toBeLessThanOrEqual(slots);
    }
    for (const { n, agentId, receipt } of rows) {
      expect(receipt.winner).toBe(agentId);
      expect(receipt.candidates.map((candidate) => candidate.agentId).sort()).toEqual(['big', 'middle', 'small']);
      const winner = receipt.candidates[0];
      expect(winner).toMatchObject({ agentId, excludedBy: [] });
      if (n % 10 === 3) {
        expect(agentId).toBe('middle');
        const out = receipt.candidates.filter(({ excludedBy }) =>
          excludedBy.some(({ filter }) => filter === 'constraint'),
        );
        expect(out.map((candidate) => candidate.agentId).sort()).toEqual(['big', 'small']);
      }
      if (n % 10 === 7) {
        const big = receipt.candidates.find((candidate) => candidate.agentId === 'big');
        // Where there was room, the wish was met.
        if (big?.score !== null) expect(agentId).toBe('big');
      }
    }
    for (const n of [5, 15, 25, 35, 45, 55]) {
      const zones = rows
        .filter((row) => row.n === n)
        .map(({ agentId }) => FLEET.find(({ id }) => id === agentId)?.labels.zone);
      const [eu, us] = ['eu', 'us'].map((zone) => zones.filter((each) => each === zone).length);
      if (zones.length === 4) expect([eu, us]).toEqual([2, 2]);
    }
  });

  it('are decided about the same again from the same snapshot of the fleet', async () => {
    const empty = { cpuMillis: 0, memoryBytes: 0, slots: 0 };
    const snapshot = async () => (await readPlaces(world.pool)).map((place) => ({ ...place, reserved: empty }));
    const places = await snapshot();
    const tasks = Array.from({ length: 60 }, (_, n): PlaceableTask => {
      const spec = jobSpecSchema.parse({ kind: 'container', image: 'tool:1', ...specOf(n) });
      const over = spec.placement.spreadOver;
      return {
        taskId: `t${n}`,
        taskIndex: 0,
        request: placementRequest(spec),
        likeness: `${n}`,
        boundTo: null,
        spread: over === null ? null : { over, group: `${n}` },
      };
    });
    const at = '2026-01-01T00:00:00.000Z';
    const first = placeTasks(tasks, places, at, DEFAULT_WEIGHTS);
    expect(placeTasks(tasks, await snapshot(), at, DEFAULT_WEIGHTS)).toEqual(first);
    expect(first.some(({ agentId }) => agentId !== null)).toBe(true);
  });
});
