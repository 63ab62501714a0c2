import { pino } from 'pino';
import { describe, expect, it, vi } from 'vitest';
import type { Clock } from '../clock.ts';
import type { Readiness } from '../http/http-server.ts';
import { ServiceNotices } from './service-notices.ts';

/** Time that goes on only when it is told to. */
class HandClock implements Clock {
  #nowMs = 0;
  readonly #timers = new Set<{ atMs: number; run: () => void }>();
  wallMs = () => this.#nowMs;
  monotonicMs = () => this.#nowMs;
  after = (delayMs: number, run: () => void) => {
    const timer = { atMs: this.#nowMs + delayMs, run };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  };

  async pass(durationMs: number): Promise<void> {
    const untilMs = this.#nowMs + durationMs;
    for (;;) {
      const [next] = [...this.#timers].filter(({ atMs }) => atMs <= untilMs).toSorted((a, b) => a.atMs - b.atMs);
      if (next === undefined) break;
      this.#timers.delete(next);
      this.#nowMs = next.atMs;
      next.run();
      // What is sent takes a few turns of promises.
      await vi.waitFor(() => Promise.resolve());
    }
    this.#nowMs = untilMs;
  }
}

function underTest({ watchdogMs = null }: { watchdogMs?: number | null } = {}) {
  const clock = new HandClock();
  const sent: string[] = [];
  const warnings: unknown[] = [];
  const state = { ready: false, reasons: ['the engine cannot be used'], fails: false };
  const notices = new ServiceNotices({
    watchdogMs,
    clock,
    readiness: (): Readiness => ({ ready: state.ready, reasons: state.ready ? [] : state.reasons, details: {} }),
    send: (assignments) => {
      if (state.fails) return Promise.reject(new Error('spawn systemd-notify ENOENT'));
      sent.push(assignments.join(' '));
      return Promise.resolve();
    },
    log: pino({ level: 'warn' }, { write: (line: string) => warnings.push(JSON.parse(line)) }),
  });
  return { clock, sent, state, notices, warnings };
}

describe('what the service manager is told', () => {
  it('is that the agent is ready, once, when it can do work, and until then what it waits for', async () => {
    const { clock, sent, state, notices } = underTest();
    notices.start();
    await clock.pass(3_000);
    expect(sent).toEqual(['STATUS=waits: the engine cannot be used']);
    state.ready = true;
    await clock.pass(1_000);
    state.ready = false;
    await clock.pass(1_000);
    state.ready = true;
    await clock.pass(1_000);
    expect(sent.slice(1)).toEqual(['READY=1 STATUS=ready', 'STATUS=waits: the engine cannot be used', 'STATUS=ready']);
  });

  it('is a sign of life twice in each interval of the watchdog, also while it waits, and none after the end', async () => {
    const { clock, sent, notices } = underTest({ watchdogMs: 60_000 });
    notices.start();
    await clock.pass(120_000);
    expect(sent.filter((one) => one === 'WATCHDOG=1')).toHaveLength(4);
    await notices.stopping();
    await clock.pass(120_000);
    expect(sent.at(-1)).toBe('STOPPING=1 STATUS=stopping; containers go on');
    await notices.stopping();
    expect(sent.filter((one) => one.startsWith('STOPPING'))).toHaveLength(1);
  });

  it('is told again, seldom, when it could not be, and that is logged once', async () => {
    const { clock, sent, state, notices, warnings } = underTest();
    state.ready = true;
    state.fails = true;
    notices.start();
    await clock.pass(35_000);
    expect(sent).toEqual([]);
    expect(warnings).toHaveLength(1);
    state.fails = false;
    await clock.pass(10_000);
    expect(sent).toEqual(['READY=1 STATUS=ready']);
  });
});
