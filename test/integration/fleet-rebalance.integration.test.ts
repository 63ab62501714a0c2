import type { Apply } from '@longshore/schemas';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import type { PlayedAgent } from '../control-plane/played-agent.ts';
import { until } from '../control-plane/until.ts';
import { World } from '../control-plane/world.ts';

/** Far below what is set in earnest, so that the tests are short. */
const rebalance = { intervalMs: 300, highPercent: 90, lowPercent: 50, movesMax: 2 };

let world: World;
let port: number;
beforeAll(async () => {
  world = await World.create(inject('services'));
  ({ port } = await world.startDispatcher({ rebalance }));
});
afterEach(() => world.forget());
afterAll(() => world.close());

/** An agent that pulls large images for ever, runs the others, and stops what it is asked to stop. */
function host(id: string, slots: number): Promise<PlayedAgent> {
  const onApply = async (apply: Apply, agent: PlayedAgent) => {
    const pulls = apply.container.image === 'large:1';
    if (apply.desired === 'RUN') await agent.report(apply, pulls ? 'PULLING' : 'RUNNING');
    if (apply.desired === 'STOP') await agent.report(apply, 'STOPPED');
  };
  return world.playedAgent(id, { onApply, slots }).start();
}

/** How many cycles of rebalancing there have been. */
async function cycles(): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  return Number(/_count\{kind="rebalance"\} (\d+)/.exec(text)?.[1] ?? 0);
}

const observed = (id: string, state: string) =>
  world.jobThat(id, `is ${state}`, (job) => job.tasks.every((task) => task.attempts.at(-1)?.observed === state));

describe('an agent that joins', () => {
  it('takes over work that has not started from one that is full, and what runs stays', async () => {
    await host('full', 10);
    const running = await world.submit({ parallelism: 4 });
    await observed(running, 'RUNNING');
    const pulling = await world.submit({ image: 'large:1', parallelism: 6, retry: { maxAttempts: 1 } });
    await observed(pulling, 'PULLING');
    const joined = await host('joined', 10);
    const job = await world.jobThat(pulling, 'is shared', (known) =>
      known.tasks.some((task) => task.attempts.at(-1)?.agentId === 'joined'),
    );
    const moved = job.tasks.filter((task) => task.attempts.length > 1);
    expect(moved).toHaveLength(1);
    expect(moved[0]?.attempts[0]).toMatchObject({ agentId: 'full', observed: 'STOPPED' });
    const words = (await world.events(pulling)).map(({ type, message }) => `${type}: ${message}`);
    expect(words).toContain(
      'AttemptMoving: Leaves full: 100 % of the slots of full is reserved, 0 % on joined; it had not started',
    );
    // At rest: nine tenths are not above nine tenths, and nothing goes back.
    const before = await cycles();
    await until(async () => (await cycles()) >= before + 5, 'some cycles more');
    const moves = await world.pool.query<{ moves: number }>('SELECT sum(moves)::int AS moves FROM task');
    expect(moves.rows[0]?.moves).toBe(1);
    expect(joined.bodies('Apply').filter(({ desired }) => desired === 'STOP')).toEqual([]);
    expect((await world.job(running)).tasks.every((task) => task.attempts.length === 1)).toBe(true);
  });
});
