import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { holdKeys } from './hold-keys.ts';

/** Keys that a page hears, as far as they come. */
class PlayedKeys extends EventTarget {
  readonly heard: string[] = [];

  hold() {
    return holdKeys(this as unknown as Document);
  }

  press(key: string, more: object = {}): void {
    const event = Object.assign(new Event('keydown', { cancelable: true }), { key, ...more });
    if (this.dispatchEvent(event)) this.heard.push(key);
  }

  type(text: string): void {
    for (const key of text) this.press(key);
  }
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('keys that are held', () => {
  it('are kept from the page, and given to who asks for them', () => {
    const keys = new PlayedKeys();
    const held = keys.hold();
    keys.type('nighx');
    keys.press('Backspace');
    keys.type('tly ü');
    expect(held.release()).toBe('nightly ü');
    expect(keys.heard).toEqual([]);
    keys.type('g');
    expect(keys.heard).toEqual(['g']);
  });

  it('are no commands, and none that go through a page', () => {
    const keys = new PlayedKeys();
    const held = keys.hold();
    keys.press('r', { ctrlKey: true });
    keys.press('Tab');
    expect(keys.heard).toEqual(['r', 'Tab']);
    expect(held.release()).toBe('');
  });

  it('are let go by Escape, and after a while', () => {
    const keys = new PlayedKeys();
    keys.hold();
    keys.press('Escape');
    keys.type('a');
    keys.hold();
    vi.advanceTimersByTime(3_000);
    keys.type('b');
    expect(keys.heard).toEqual(['Escape', 'a', 'b']);
  });
});
