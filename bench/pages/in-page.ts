import type { InputEvent } from './interactions.ts';
import type { Shift } from './layout-shift.ts';
import type { Fetched } from './scripts.ts';

/** What is noted inside of a page while it is looked at; times are on its own clock, of `performance.now()`. */
export interface PageNotes {
  /** When the first rows were painted; null: not yet. */
  rowsAtMs: number | null;
  shifts: Shift[];
  events: InputEvent[];
  /** A filter that is being measured. */
  filter: { enteredAtMs: number | null; paintedAtMs: number | null } | null;
  /** Calls back once what the page is made of now has been painted. */
  afterPaint(then: () => void): void;
}

/** What is read of the notes. */
export interface PageReading {
  rowsAtMs: number | null;
  shifts: Shift[];
  events: InputEvent[];
  /** How many interactions there were, as the browser counts. */
  interactions: number;
  fetched: Fetched[];
}

declare global {
  interface Window {
    longshoreNotes: PageNotes;
    /** Tells the benchmark that a row shows a word, and since when, on the clock of `Date.now()`. */
    longshoreShown?: (jobId: string, word: string, atMs: number) => void;
  }
}

/** The browser's own, which TypeScript does not know. */
interface LayoutShift extends PerformanceEntry {
  value: number;
  hadRecentInput: boolean;
}

// Each of these functions runs inside of a page, alone: it sees nothing of this module.

/** Begins to take notes, before anything of the page is there. */
export function takeNotes(): void {
  const notes: PageNotes = {
    rowsAtMs: null,
    shifts: [],
    events: [],
    filter: null,
    // The frame that is being made is shown before the message arrives.
    afterPaint(then) {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = then;
        port2.postMessage(null);
      });
    },
  };
  window.longshoreNotes = notes;
  new PerformanceObserver((list) => {
    for (const { startTime, value, hadRecentInput } of list.getEntries() as LayoutShift[]) {
      notes.shifts.push({ atMs: startTime, value, byInput: hadRecentInput });
    }
  }).observe({ type: 'layout-shift', buffered: true });
  new PerformanceObserver((list) => {
    for (const { interactionId, name, duration } of list.getEntries() as PerformanceEventTiming[]) {
      if (interactionId > 0) notes.events.push({ interaction: interactionId, name, durationMs: duration });
    }
  }).observe({ type: 'event', buffered: true, durationThreshold: 16 } as PerformanceObserverInit);
  const observer = new MutationObserver(() => {
    if (document.querySelector('tbody tr[data-row]') === null) return;
    observer.disconnect();
    notes.afterPaint(() => {
      notes.rowsAtMs = performance.now();
    });
  });
  observer.observe(document, { childList: true, subtree: true });
}

/** What was noted by now. */
export function readNotes(): PageReading {
  const { rowsAtMs, shifts, events } = window.longshoreNotes;
  const fetched = (performance.getEntriesByType('resource') as PerformanceResourceTiming[]).map((entry) => ({
    url: entry.name,
    startMs: entry.startTime,
    encodedBytes: entry.encodedBodySize,
    decodedBytes: entry.decodedBodySize,
  }));
  const counted = (performance as { interactionCount?: number }).interactionCount;
  const interactions = counted ?? new Set(events.map(({ interaction }) => interaction)).size;
  return { rowsAtMs, shifts, events, interactions, fetched };
}

/** Whether there are rows and all of them show a text. */
export function allRowsShow(mark: string): boolean {
  const rows = [...document.querySelectorAll('tbody tr[data-row]')];
  return rows.length > 0 && rows.every((row) => row.textContent?.includes(mark) === true);
}

/** Notes when Enter is pressed next, and when rows are painted after it that all show a text. */
export function awaitFilter(mark: string): void {
  const notes = window.longshoreNotes;
  const filter: NonNullable<PageNotes['filter']> = { enteredAtMs: null, paintedAtMs: null };
  notes.filter = filter;
  const enter = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter') return;
    removeEventListener('keydown', enter, { capture: true });
    filter.enteredAtMs = event.timeStamp;
  };
  addEventListener('keydown', enter, { capture: true });
  const observer = new MutationObserver(() => {
    if (filter.enteredAtMs === null) return;
    const rows = [...document.querySelectorAll('tbody tr[data-row]')];
    if (rows.length === 0 || !rows.every((row) => row.textContent?.includes(mark) === true)) return;
    observer.disconnect();
    notes.afterPaint(() => {
      filter.paintedAtMs = performance.now();
    });
  });
  observer.observe(document.body, { childList: true, characterData: true, subtree: true });
}

/** How long the filter took that was awaited last; null: it is not there yet. */
export function filterTook(): number | null {
  const { enteredAtMs = null, paintedAtMs = null } = window.longshoreNotes.filter ?? {};
  return enteredAtMs === null || paintedAtMs === null ? null : paintedAtMs - enteredAtMs;
}

/** Tells from now on of each row whose state has changed, once that is painted. @returns how many rows there are */
export function tellStates(): number {
  const shown = new Map<string, string>();
  const look = (tell: boolean): void => {
    for (const row of document.querySelectorAll<HTMLTableRowElement>('tbody tr[data-row]')) {
      const id = row.querySelector('a[data-row-link]')?.getAttribute('href')?.split('/').at(-1);
      // After the tick and the name.
      const word = row.cells[2]?.textContent;
      if (id === undefined || word === undefined || word === null || shown.get(id) === word) continue;
      shown.set(id, word);
      if (tell) window.longshoreNotes.afterPaint(() => window.longshoreShown?.(id, word, Date.now()));
    }
  };
  look(false);
  const observer = new MutationObserver(() => look(true));
  observer.observe(document.body, { childList: true, characterData: true, subtree: true });
  return shown.size;
}
