import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { migrate } from '../../control-plane/src/database/migrate.ts';
import { openDatabase } from '../../control-plane/src/database/open-database.ts';
import { createDecider, LeadLostError } from '../../control-plane/src/dispatcher/deciding-transaction.ts';
import { DISPATCHER_FAILPOINTS } from '../../control-plane/src/dispatcher/failpoint.ts';
import { Prisma } from '../../control-plane/src/generated/prisma/client.ts';
import { succeed } from '../control-plane/succeed.ts';
import { until } from '../control-plane/until.ts';
import { World } from '../control-plane/world.ts';

const ROOT = path.join(import.meta.dirname, '../..');

let world: World;
const children: ChildProcess[] = [];

/** A dispatcher in a process of its own, which may be killed or frozen. */
function spawnDispatcher(environment: Record<string, string> = {}): ChildProcess & { said: string[] } {
  const child = spawn(process.execPath, ['control-plane/src/dispatcher/main.ts'], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, ...world.dispatcherEnvironment(), ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const said: string[] = [];
  child.stdout?.setEncoding('utf8').on('data', (text: string) => said.push(text));
  return Object.assign(child, { said });
}

/** A job for one agent: statuses of an earlier test's may still be read by a later dispatcher. */
function submitTo(agentId: string): Promise<string> {
  return world.submit({ placement: { agents: [agentId] } });
}

async function epoch(): Promise<number> {
  return Number((await world.pool.query('SELECT epoch FROM leadership')).rows[0].epoch);
}

async function leads(child: { said: string[] }): Promise<void> {
  await until(() => child.said.join('').includes('took the lead'), 'the dispatcher leads');
}

function ended(child: ChildProcess): Promise<unknown> {
  return until(() => child.exitCode !== null || child.signalCode !== null, 'the dispatcher has ended');
}

beforeAll(async () => {
  world = await World.create(inject('services'));
});
afterEach(async () => {
  for (const child of children.splice(0)) {
    child.kill('SIGCONT');
    child.kill('SIGKILL');
    await ended(child);
  }
  await world.stopAgents();
  await world.stopDispatchers();
  await world.forget();
});
afterAll(() => world.close());

describe('one dispatcher leads', () => {
  it('keeps a second one standing by, which takes over when the first is killed', async () => {
    const first = spawnDispatcher();
    await leads(first);
    const second = spawnDispatcher();
    await until(() => second.said.join('').includes('standing by'), 'the second stands by');
    const before = await epoch();
    await world.playedAgent('lead-a', { onApply: succeed }).start();
    first.kill('SIGKILL');
    await leads(second);
    expect(await epoch()).toBe(before + 1);
    const id = await submitTo('lead-a');
    await world.jobThat(id, 'succeeds', ({ state }) => state === 'SUCCEEDED');
  });

  it('takes the lead from a frozen leader, which neither decides nor publishes once it wakes', async () => {
    const first = spawnDispatcher();
    await leads(first);
    const agent = await world.playedAgent('lead-b', { onApply: succeed }).start();
    first.kill('SIGSTOP');
    const frozenEpoch = await epoch();
    const second = spawnDispatcher();
    await leads(second);
    first.kill('SIGCONT');
    const ids = await Promise.all(Array.from({ length: 10 }, () => submitTo('lead-b')));
    for (const id of ids) await world.jobThat(id, 'succeeds', ({ state }) => state === 'SUCCEEDED');
    await until(() => first.said.join('').includes('leads no more'), 'the first has noticed');
    const applies = agent.instructions.filter(({ body }) => body.type === 'Apply');
    expect(applies.every((instruction) => instruction.epoch > frozenEpoch)).toBe(true);
    const { rows } = await world.pool.query('SELECT count(*)::int AS n FROM attempt');
    expect(rows[0].n).toBe(10);
  });

  it('refuses to decide under an epoch that is over', async () => {
    const current = await epoch();
    const decider = createDecider({ pool: world.pool, epoch: current - 1, onInstructions: () => undefined });
    await expect(
      decider.decide((decision) => decision.client.query(`UPDATE leadership SET holder = 'old'`)),
    ).rejects.toThrow(LeadLostError);
    expect((await world.pool.query(`SELECT 1 FROM leadership WHERE holder = 'old'`)).rowCount).toBe(0);
  });

  it('carries on after losing its database sessions', async () => {
    await world.startDispatcher();
    await world.playedAgent('lead-c', { onApply: succeed }).start();
    await world.pool.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE application_name LIKE 'longshore-dispatcher%' AND datname = current_database()`,
    );
    const id = await submitTo('lead-c');
    await world.jobThat(id, 'succeeds', ({ state }) => state === 'SUCCEEDED');
  });
});

describe('a dispatcher that is killed between two effects', () => {
  it.each(DISPATCHER_FAILPOINTS)('at %s loses no job and starts none twice', async (failpoint) => {
    const started = new Map<string, number>();
    await world
      .playedAgent('lead-d', {
        onApply: async (apply, agent) => {
          const again = started.has(apply.attemptId);
          if (apply.desired === 'RUN') started.set(apply.attemptId, (started.get(apply.attemptId) ?? 0) + 1);
          // As the real one: what was applied is not applied twice.
          if (!again || apply.desired !== 'RUN') await succeed(apply, agent);
        },
      })
      .start({ wait: false });
    // All five may be placed in one decision; the other points are passed for the registration first.
    const nth = failpoint === 'dispatcher.after-decision' ? 1 : 2;
    const doomed = spawnDispatcher({ LONGSHORE_FAILPOINT: `${failpoint}:${nth}` });
    await leads(doomed);
    const ids = await Promise.all(Array.from({ length: 5 }, () => submitTo('lead-d')));
    await ended(doomed);
    expect(doomed.signalCode).toBe('SIGKILL');
    await leads(spawnDispatcher());
    for (const id of ids) await world.jobThat(id, 'succeeds', ({ state }) => state === 'SUCCEEDED');
    const { rows } = await world.pool.query('SELECT count(*)::int AS n FROM attempt');
    expect(rows[0].n).toBe(5);
    expect(started.size).toBe(5);
  });
});

describe('migrations', () => {
  const folder = path.join(ROOT, 'control-plane/prisma/migrations');

  it('are applied once, however many processes try at the same time', async () => {
    const url = new URL(world.databaseUrl);
    url.pathname = `${url.pathname}_many`;
    const applied = await Promise.all(Array.from({ length: 4 }, () => migrate(url.href, folder)));
    expect(applied.flat()).toHaveLength(new Set(applied.flat()).size);
    expect(applied.flat().length).toBeGreaterThan(0);
    expect(await migrate(url.href, folder)).toEqual([]);
  });

  it('make the tables that the Prisma schema describes', async () => {
    const database = openDatabase({ databaseUrl: world.databaseUrl, applicationName: 'test' });
    const models = Object.keys(Prisma.ModelName);
    const tables = models.map((name) => `${name.charAt(0).toLowerCase()}${name.slice(1)}`);
    const clients = database.prisma as unknown as Record<string, { findFirst(): Promise<unknown> }>;
    // Reading a row names every column.
    const rows = await Promise.all(tables.map(async (table) => clients[table]?.findFirst()));
    expect(rows).toHaveLength(models.length);
    expect(tables.filter((table) => clients[table] === undefined)).toEqual([]);
    await database.close();
  });

  it('are refused when one was changed after it was applied', async () => {
    await world.pool.query(`UPDATE _prisma_migrations SET checksum = 'other'`);
    await expect(migrate(world.databaseUrl, folder)).rejects.toThrow('was changed after it was applied');
  });
});
