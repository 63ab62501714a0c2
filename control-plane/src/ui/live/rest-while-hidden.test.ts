import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { REST_AFTER_MS, restWhileHidden } from './rest-while-hidden.ts';

class Tab extends EventTarget {
  visibilityState: DocumentVisibilityState = 'visible';

  turn(state: DocumentVisibilityState): void {
    this.visibilityState = state;
    this.dispatchEvent(new Event('visibilitychange'));
  }
}

describe('a tab', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function start(tab = new Tab()) {
    const did: string[] = [];
    const stop = restWhileHidden(tab, { rest: () => did.push('rest'), wake: () => did.push('wake') });
    return { tab, did, stop };
  }

  it('that is looked at hears at once, and goes on hearing', () => {
    const { did } = start();
    vi.advanceTimersByTime(10 * REST_AFTER_MS);
    expect(did).toEqual(['wake']);
  });

  it('that is hidden for long lets go of its connection, and takes it up when it is shown again', () => {
    const { tab, did } = start();
    tab.turn('hidden');
    vi.advanceTimersByTime(REST_AFTER_MS);
    expect(did).toEqual(['wake', 'rest']);
    vi.advanceTimersByTime(10 * REST_AFTER_MS);
    tab.turn('visible');
    expect(did).toEqual(['wake', 'rest', 'wake']);
  });

  it('that is hidden for a moment, however often, keeps its connection', () => {
    const { tab, did } = start();
    for (let times = 0; times < 5; times += 1) {
      tab.turn('hidden');
      vi.advanceTimersByTime(REST_AFTER_MS - 1);
      tab.turn('visible');
    }
    expect(did).toEqual(['wake']);
  });

  it('that was opened behind another one takes no connection until it is looked at', () => {
    const tab = new Tab();
    tab.visibilityState = 'hidden';
    const { did } = start(tab);
    vi.advanceTimersByTime(10 * REST_AFTER_MS);
    expect(did).toEqual([]);
    tab.turn('visible');
    expect(did).toEqual(['wake']);
  });

  it('that is left does nothing more', () => {
    const { tab, did, stop } = start();
    tab.turn('hidden');
    stop();
    vi.advanceTimersByTime(10 * REST_AFTER_MS);
    tab.turn('visible');
    expect(did).toEqual(['wake']);
  });
});
