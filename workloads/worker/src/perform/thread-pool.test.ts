import { afterEach, describe, expect, it } from 'vitest';
import { LEFT, type Task } from './task.ts';
import { ThreadPool } from './thread-pool.ts';

const program = new URL('../main.ts', import.meta.url);
let pool: ThreadPool;
afterEach(() => pool.close());

function taskOf(id: string, payload: Record<string, unknown>, over: Partial<Task> = {}): Task {
  return {
    id,
    type: 'compute',
    payload,
    head: null,
    input: { kind: 'none' },
    nowMs: 0,
    inputBytesMax: 1_000,
    resultBytesMax: 1_000,
    ...over,
  };
}

const digest = { operation: 'digest', input: 'abc' };
/** Takes seconds on any machine. */
const endless = { operation: 'monte-carlo-pi', samples: 1_000_000_000 };
const run = (task: Task) => pool.run(task, () => undefined);

describe('threads', () => {
  it('work on tasks one after another, and leave this one free meanwhile', async () => {
    pool = new ThreadPool({ program, threads: 1, memoryMb: 64 });
    const slow = run(taskOf('slow', { operation: 'monte-carlo-pi', samples: 20_000_000 }));
    let turns = 0;
    const counting = setInterval(() => {
      turns += 1;
    }, 1);
    const [, quick] = await Promise.all([slow, run(taskOf('quick', digest))]);
    clearInterval(counting);
    expect(turns).toBeGreaterThan(3);
    expect(quick).toMatchObject({ result: { bytes: 3 } });
  });

  it('tell how far they are', async () => {
    pool = new ThreadPool({ program, threads: 1, memoryMb: 64 });
    const told: number[] = [];
    const working = pool.run(taskOf('a', endless), ({ done }) => {
      told.push(done);
      if (told.length === 2) pool.cancel('a', 'seen enough');
    });
    expect(await working).toMatchObject({ failure: { message: 'seen enough' } });
    expect(told[0]).toBeLessThan(told[1] ?? 0);
  });

  it('leave a task unbegun that would wait too long for one of them', async () => {
    pool = new ThreadPool({ program, threads: 1, memoryMb: 64, patienceMs: 50 });
    const working = run(taskOf('a', endless));
    expect(await run(taskOf('b', digest))).toBe(LEFT);
    pool.cancel('a', 'seen enough');
    expect(await working).toMatchObject({ failure: { message: 'seen enough' } });
    expect(await run(taskOf('b', digest))).toMatchObject({ result: { operation: 'digest' } });
  });

  it('end a task that takes too long, and go on with the next', async () => {
    pool = new ThreadPool({ program, threads: 1, memoryMb: 64, deadlineMs: 1_500 });
    expect(await run(taskOf('a', endless))).toMatchObject({ failure: { code: 'DEADLINE_EXCEEDED' } });
    expect(await run(taskOf('b', digest))).toMatchObject({ result: { operation: 'digest' } });
  });

  it('end a task that needs too much memory, and go on with the next', async () => {
    pool = new ThreadPool({ program, threads: 1, memoryMb: 40 });
    const rows = Array.from({ length: 50_000 }, (_, n) => ({ [`a${n % 50}`]: `x${n}`.repeat(40), b: n }));
    const heavy = taskOf('a', { rows, groupBy: ['b'], aggregates: [{ as: 'n', function: 'count' }] }, { type: 'data' });
    const outcome = await run(heavy);
    expect(outcome).toMatchObject({ failure: { code: 'OUT_OF_MEMORY' } });
    expect(await run(taskOf('b', digest))).toMatchObject({ result: { operation: 'digest' } });
  });

  it('say in words what is wrong with a payload, or that a result is too large', async () => {
    pool = new ThreadPool({ program, threads: 2, memoryMb: 64 });
    const [bad, large] = await Promise.all([
      run(taskOf('a', { operation: 'digest' })),
      run(taskOf('b', digest, { resultBytesMax: 10 })),
    ]);
    expect(bad).toMatchObject({ failure: { code: 'BAD_PAYLOAD', message: expect.stringContaining('input') } });
    expect(large).toMatchObject({ failure: { code: 'RESULT_TOO_LARGE' } });
  });
});
