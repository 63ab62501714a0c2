import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { heardFromControlPlane, listenToEvents, liveStore } from './live-connection.ts';
import { type Hideable, REST_AFTER_MS } from './rest-while-hidden.ts';

/** A stream whose events the test sends. */
class PlayedStream extends EventTarget {
  static readonly opened: PlayedStream[] = [];
  readonly url: string;
  closed = false;

  constructor(url: string) {
    super();
    this.url = url;
    PlayedStream.opened.push(this);
  }

  close(): void {
    this.closed = true;
  }

  send(type: 'hello' | 'changed' | 'beat', lastEventId: string, subjects: string[] = []): void {
    if (this.closed) return;
    const data = JSON.stringify({ type, subjects, at: new Date().toISOString() });
    this.dispatchEvent(new MessageEvent('message', { data, lastEventId }));
  }
}

class Tab extends EventTarget {
  visibilityState: DocumentVisibilityState = 'visible';

  turn(state: DocumentVisibilityState): void {
    this.visibilityState = state;
    this.dispatchEvent(new Event('visibilitychange'));
  }
}

describe('the connection of a page', () => {
  let stop: () => void = () => undefined;
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('EventSource', PlayedStream);
    PlayedStream.opened.length = 0;
  });
  afterEach(() => {
    stop();
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  function start() {
    const tab = new Tab();
    const hints: unknown[] = [];
    const breaks = vi.fn();
    stop = listenToEvents((subjects) => hints.push(subjects), breaks, tab as Hideable);
    const newest = () => PlayedStream.opened.at(-1) as PlayedStream;
    newest().send('hello', '1');
    return { tab, hints, breaks, newest };
  }
  const state = () => liveStore.read().state;

  it('is live while the stream beats', () => {
    const { newest } = start();
    for (let beats = 0; beats < 6; beats += 1) {
      vi.advanceTimersByTime(10_000);
      expect(state()).toBe('live');
      newest().send('beat', '1');
    }
    expect(PlayedStream.opened).toHaveLength(1);
  });

  it('is no longer live once the stream falls silent, however many other answers come', () => {
    start();
    for (let second = 0; second < 17; second += 1) {
      vi.advanceTimersByTime(1_000);
      heardFromControlPlane();
    }
    expect(state()).toBe('quiet');
    // That something was heard of it stays true.
    expect(Date.now() - (liveStore.read().lastHeardAt ?? 0)).toBeLessThanOrEqual(1_000);
  });

  it('is tried again from where it was, and live only when it is greeted', () => {
    const { hints, newest, breaks } = start();
    newest().send('changed', '7', ['jobs']);
    newest().dispatchEvent(new Event('error'));
    expect(state()).toBe('quiet');
    expect(breaks).toHaveBeenCalledOnce();
    vi.advanceTimersByTime(1_000);
    expect(newest().url).toBe('/api/v1/events?lastEventId=7');
    expect(state()).toBe('quiet');
    newest().send('hello', '9', ['agents']);
    expect(state()).toBe('live');
    expect(hints).toEqual([['jobs'], ['agents']]);
  });

  it('is tried again also where a stream is opened and never greeted', () => {
    const { newest } = start();
    newest().dispatchEvent(new Event('error'));
    vi.advanceTimersByTime(1_000);
    expect(PlayedStream.opened).toHaveLength(2);
    vi.advanceTimersByTime(20_000);
    expect(PlayedStream.opened).toHaveLength(3);
    expect(PlayedStream.opened.slice(0, 2).every(({ closed }) => closed)).toBe(true);
  });

  it('is let go of while the tab is hidden for long, and then asks what it missed', () => {
    const { tab, newest, hints } = start();
    tab.turn('hidden');
    vi.advanceTimersByTime(REST_AFTER_MS / 2);
    newest().send('beat', '3');
    vi.advanceTimersByTime(REST_AFTER_MS / 2);
    expect(newest().closed).toBe(true);
    expect(state()).toBe('quiet');
    // Nobody tries again behind the tab that is looked at.
    vi.advanceTimersByTime(600_000);
    expect(PlayedStream.opened).toHaveLength(1);
    tab.turn('visible');
    expect(newest().url).toBe('/api/v1/events?lastEventId=3');
    newest().send('hello', '8', ['jobs']);
    expect(state()).toBe('live');
    expect(hints).toEqual([['jobs']]);
  });
});
