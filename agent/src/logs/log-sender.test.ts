import type { JobLogBatch } from '@longshore/schemas';
import { describe, expect, it } from 'vitest';
import { realClock } from '../clock.ts';
import { LogBatcher } from './log-batcher.ts';
import { LogSender } from './log-sender.ts';

const clock = { ...realClock, after: (delayMs: number, run: () => void) => realClock.after(delayMs / 50, run) };

function batch(attemptId: string, text = 'x'): JobLogBatch {
  const lines = [{ stream: 'STDOUT' as const, sequence: 1, engineTime: 1, text }];
  return { attemptId, jobId: 'j', agentId: 'a', lines, droppedLines: 0 };
}

describe('sending log lines', () => {
  it('puts what gathers into one send, within a size', async () => {
    const sends: string[][] = [];
    const sender = new LogSender({
      clock,
      send: async (batches) => {
        sends.push(batches.map(({ attemptId }) => attemptId));
      },
      onFailure: () => undefined,
      charactersMax: 10,
    });
    const { signal } = new AbortController();
    await Promise.all(['a', 'b', 'c', 'd'].map((attemptId) => sender.send(batch(attemptId, '1234'), signal)));
    expect(sends).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
  });

  it('tries until Kafka takes them, and gives up only those that are no longer wanted', async () => {
    let failures = 3;
    const sent: string[] = [];
    const sender = new LogSender({
      clock,
      send: async (batches) => {
        failures -= 1;
        if (failures >= 0) throw new Error('Kafka is away');
        sent.push(...batches.map(({ attemptId }) => attemptId));
      },
      onFailure: () => undefined,
    });
    const given = new AbortController();
    const unwanted = sender.send(batch('unwanted'), given.signal);
    const wanted = sender.send(batch('wanted'), new AbortController().signal);
    given.abort();
    await expect(unwanted).rejects.toThrow('given up');
    await wanted;
    expect(sent).toEqual(['wanted']);
  });

  it('holds back whoever writes faster than Kafka takes', async () => {
    const gates: Array<() => void> = [];
    const send = () => new Promise<void>((resolve) => gates.push(resolve));
    const batcher = new LogBatcher(clock, send, { lines: 2, bytes: 1_000_000, delayMs: 60_000 });
    const output = (sequence: number) => ({
      lines: [{ stream: 'STDOUT' as const, sequence, engineTime: 1, text: 'x' }],
      dropped: 0,
    });
    for (const sequence of [1, 2, 3]) await batcher.add(output(sequence));
    let room = false;
    const fourth = batcher.add(output(4)).then(() => {
      room = true;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect([room, gates.length]).toEqual([false, 1]);
    gates.shift()?.();
    await fourth;
    expect(room).toBe(true);
    const flushed = batcher.flush();
    await new Promise((resolve) => setImmediate(resolve));
    gates.shift()?.();
    await flushed;
  });
});
