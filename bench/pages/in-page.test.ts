import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { awaitFilter, filterTook, type PageNotes, readNotes, takeNotes, tellStates } from './in-page.ts';

/** A row as far as the notes look at it. */
interface Row {
  id: string;
  state: string;
  textContent: string;
}

/** As little of a browser as the functions need that run inside of one: rows, and who is told when they change. */
class PlayedPage {
  rows: Row[] = [];
  readonly #observers = new Set<() => void>();
  readonly #keys = new Set<(event: { key: string; timeStamp: number }) => void>();
  readonly #performance = new Map<string, (entries: unknown[]) => void>();
  #frames: (() => void)[] = [];
  nowMs = 0;

  constructor() {
    const page = this;
    vi.stubGlobal('window', {});
    vi.stubGlobal('document', {
      body: {},
      querySelector: () => this.#elements()[0] ?? null,
      querySelectorAll: () => this.#elements(),
    });
    vi.stubGlobal(
      'MutationObserver',
      class {
        readonly tell: () => void;
        constructor(tell: () => void) {
          this.tell = tell;
        }
        observe(): void {
          page.#observers.add(this.tell);
        }
        disconnect(): void {
          page.#observers.delete(this.tell);
        }
      },
    );
    vi.stubGlobal(
      'PerformanceObserver',
      class {
        readonly tell: (list: { getEntries: () => unknown[] }) => void;
        constructor(tell: (list: { getEntries: () => unknown[] }) => void) {
          this.tell = tell;
        }
        observe({ type }: { type: string }): void {
          page.#performance.set(type, (entries) => this.tell({ getEntries: () => entries }));
        }
      },
    );
    vi.stubGlobal('performance', { now: () => this.nowMs, getEntriesByType: () => [] });
    vi.stubGlobal('requestAnimationFrame', (then: () => void) => this.#frames.push(then));
    vi.stubGlobal('addEventListener', (_type: string, listener: (event: never) => void) => {
      this.#keys.add(listener as (event: { key: string; timeStamp: number }) => void);
    });
    vi.stubGlobal('removeEventListener', (_type: string, listener: (event: never) => void) => {
      this.#keys.delete(listener as (event: { key: string; timeStamp: number }) => void);
    });
    // What is posted arrives at once: the frame before it is what is waited for here.
    vi.stubGlobal(
      'MessageChannel',
      class {
        readonly port1: { onmessage: (() => void) | null } = { onmessage: null };
        readonly port2 = { postMessage: () => this.port1.onmessage?.() };
      },
    );
  }

  show(rows: Row[]): void {
    this.rows = rows;
    for (const tell of [...this.#observers]) tell();
  }

  press(key: string): void {
    for (const listener of [...this.#keys]) listener({ key, timeStamp: this.nowMs });
  }

  tell(type: string, entry: unknown): void {
    this.#performance.get(type)?.([entry]);
  }

  /** A frame is made and shown. */
  paint(atMs: number): void {
    this.nowMs = atMs;
    for (const then of this.#frames.splice(0)) then();
  }

  #elements(): unknown[] {
    return this.rows.map(({ id, state, textContent }) => ({
      textContent,
      cells: [{ textContent: '' }, { textContent: 'a name' }, { textContent: state }],
      querySelector: () => ({ getAttribute: () => `/jobs/${id}` }),
    }));
  }
}

const row = (id: string, state: string): Row => ({ id, state, textContent: `job ${id} ${state}` });
const notes = (): PageNotes => window.longshoreNotes;

let page: PlayedPage;
beforeEach(() => {
  page = new PlayedPage();
  takeNotes();
});
afterEach(() => vi.unstubAllGlobals());

describe('what is noted inside of a page', () => {
  it('is when the first rows were painted, not when they were put there or changed', () => {
    page.show([]);
    page.paint(100);
    expect(notes().rowsAtMs).toBeNull();
    page.show([row('a', 'Running')]);
    expect(notes().rowsAtMs).toBeNull();
    page.paint(250);
    page.show([row('a', 'Failed')]);
    page.paint(900);
    expect(notes().rowsAtMs).toBe(250);
  });

  it('is what moved, and which interactions took long', () => {
    page.tell('layout-shift', { startTime: 40, value: 0.02, hadRecentInput: false });
    page.tell('event', { interactionId: 7, name: 'click', duration: 48 });
    page.tell('event', { interactionId: 0, name: 'mousemove', duration: 90 });
    expect(readNotes()).toMatchObject({
      shifts: [{ atMs: 40, value: 0.02, byInput: false }],
      events: [{ interaction: 7, name: 'click', durationMs: 48 }],
      interactions: 1,
    });
  });

  it('is how long a filter took, from Enter until all rows that are painted fit it', () => {
    page.show([row('a', 'Failed'), row('b', 'Running')]);
    awaitFilter('Failed');
    page.nowMs = 1_000;
    page.press('f');
    page.show([row('a', 'Failed')]);
    page.paint(1_010);
    expect(filterTook()).toBeNull();
    page.show([row('a', 'Failed'), row('b', 'Running')]);
    page.nowMs = 1_020;
    page.press('Enter');
    page.show([]);
    page.show([row('b', 'Running')]);
    page.paint(1_050);
    expect(filterTook()).toBeNull();
    page.show([row('a', 'Failed'), row('c', 'Failed')]);
    page.paint(1_090);
    expect(filterTook()).toBe(70);
    page.press('Enter');
    page.show([row('d', 'Failed')]);
    page.paint(2_000);
    expect(filterTook()).toBe(70);
  });

  it('is told of states once each, when they are painted', () => {
    const told: string[] = [];
    page.show([row('a', 'Running'), row('b', 'Running')]);
    window.longshoreShown = (id, word) => told.push(`${id} ${word}`);
    expect(tellStates()).toBe(2);
    page.show([row('a', 'Succeeded'), row('b', 'Running')]);
    expect(told).toEqual([]);
    page.paint(50);
    page.show([row('a', 'Succeeded'), row('b', 'Running'), row('c', 'Queued')]);
    page.paint(90);
    expect(told).toEqual(['a Succeeded', 'c Queued']);
  });
});
