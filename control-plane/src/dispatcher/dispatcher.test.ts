import fc from 'fast-check';
import pino from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createFailpoint } from './failpoint.ts';
import { logPartitionChanges, logPartitionName } from './housekeeping.ts';
import { Mutex } from './mutex.ts';
import { groupsOfEarlierEpochs } from './projector/consumer-groups.ts';
import { FoldQueue } from './projector/fold-queue.ts';
import { WakeableLoop } from './wakeable-loop.ts';

describe('the mutex', () => {
  it('runs one piece of work at a time, in the order asked for, also after one failed', async () => {
    const mutex = new Mutex();
    const log: string[] = [];
    const work = (name: string, fails = false) =>
      mutex.run(async () => {
        log.push(`${name} begins`);
        await Promise.resolve();
        log.push(`${name} ends`);
        if (fails) throw new Error(name);
        return name;
      });
    const results = await Promise.allSettled([work('a'), work('b', true), work('c')]);
    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  });
});

describe('the fold queue', () => {
  it('folds together what came while a fold was under way', async () => {
    const folds: number[][] = [];
    let release: () => void = () => undefined;
    const queue = new FoldQueue<number>(async (works) => {
      folds.push([...works]);
      if (folds.length === 1) await new Promise<void>((resolve) => (release = resolve));
    });
    const all = [queue.add(1), queue.add(2), queue.add(3)];
    release();
    await Promise.all(all);
    expect(folds).toEqual([[1], [2, 3]]);
  });

  it('tells everybody whose work was in a fold that failed, and goes on', async () => {
    let fails = true;
    const queue = new FoldQueue<number>(async () => {
      if (fails) throw new Error('database away');
    });
    await expect(queue.add(1)).rejects.toThrow('database away');
    fails = false;
    await expect(queue.add(1)).resolves.toBeUndefined();
  });
});

describe('a failpoint', () => {
  it('is reached the how-manieth time it was asked for, and once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 20 }), (nth, times) => {
        const kill = vi.fn();
        const reach = createFailpoint({ name: 'dispatcher.after-mark', nth }, kill);
        for (let time = 0; time < times; time += 1) {
          reach('dispatcher.after-publish');
          reach('dispatcher.after-mark');
        }
        expect(kill).toHaveBeenCalledTimes(times >= nth ? 1 : 0);
      }),
    );
  });

  it('does nothing when none is wanted', () => {
    const kill = vi.fn();
    createFailpoint(null, kill)('dispatcher.after-mark');
    expect(kill).not.toHaveBeenCalled();
  });
});

describe('the log store’s partitions', () => {
  it('are made ahead and dropped after their retention', () => {
    const today = new Date('2026-02-28T00:00:00Z');
    const existing = ['log_chunk_20260201', 'log_chunk_20260221', 'log_chunk_20260301'];
    expect(logPartitionChanges(today, existing, 7)).toEqual({
      create: [{ name: 'log_chunk_20260302', from: '2026-03-02', to: '2026-03-03' }],
      drop: ['log_chunk_20260201'],
    });
    expect(logPartitionName('2026-02-28')).toBe('log_chunk_20260228');
  });
});

describe('a loop that may be woken', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });
  const log = pino({ level: 'silent' });
  const loop = (look: () => Promise<number | null>, onFatal = vi.fn()) =>
    new WakeableLoop({
      name: 'test',
      intervalMs: 1_000,
      look,
      log,
      isFatal: (error) => error instanceof RangeError,
      onFatal,
    });

  it('looks at an interval, sooner when the look asks for it, and at once when woken', async () => {
    const look = vi.fn<() => Promise<number | null>>().mockResolvedValue(null);
    const tested = loop(look);
    tested.start();
    await vi.advanceTimersByTimeAsync(2_500);
    expect(look).toHaveBeenCalledTimes(3);
    look.mockResolvedValueOnce(100);
    tested.wake();
    await vi.advanceTimersByTimeAsync(150);
    expect(look).toHaveBeenCalledTimes(5);
    await tested.stop();
  });

  it('looks once more when it was woken during a look, however often', async () => {
    let release: () => void = () => undefined;
    const look = vi.fn(() => new Promise<null>((resolve) => (release = () => resolve(null))));
    const tested = loop(look);
    tested.start();
    tested.wake();
    tested.wake();
    release();
    await vi.advanceTimersByTimeAsync(0);
    expect(look).toHaveBeenCalledTimes(2);
    release();
    await vi.advanceTimersByTimeAsync(0);
    expect(look).toHaveBeenCalledTimes(2);
  });

  it('backs off while looks fail, and is not hurried by waking', async () => {
    const look = vi.fn<() => Promise<number | null>>().mockRejectedValue(new Error('away'));
    const tested = loop(look);
    tested.start();
    await vi.advanceTimersByTimeAsync(0);
    tested.wake();
    expect(look).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(100 + 200 + 400 + 10);
    expect(look).toHaveBeenCalledTimes(4);
    await tested.stop();
  });

  it('stops for good and says so at a fatal error', async () => {
    const onFatal = vi.fn();
    const look = vi.fn<() => Promise<number | null>>().mockRejectedValue(new RangeError('lead lost'));
    loop(look, onFatal).start();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(look).toHaveBeenCalledTimes(1);
    expect(onFatal).toHaveBeenCalledTimes(1);
  });
});

describe('the groups of the leader’s readers', () => {
  it('are told from those of earlier leaders, of other deployments and of users', () => {
    const ids = [
      'a-longshore-projector-3',
      'a-longshore-logs-4',
      'a-longshore-projector-5',
      'longshore-projector-3',
      'a-longshore-projector-x',
      'my-longshore-projector-1',
    ];
    expect(groupsOfEarlierEpochs(ids, 'a-', 5)).toEqual(['a-longshore-projector-3', 'a-longshore-logs-4']);
    expect(groupsOfEarlierEpochs(ids, '', 5)).toEqual(['longshore-projector-3']);
  });
});
