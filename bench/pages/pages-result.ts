import type { Aim, Verdict } from '../aims.ts';
import type { Distribution } from '../distribution.ts';
import type { Occasion } from '../machine.ts';
import type { ClockOffset } from './clock-offset.ts';
import type { Interactions } from './interactions.ts';
import type { Scripts } from './scripts.ts';

/** What is measured. */
export interface PagesSettings {
  /** In the database. */
  jobs: number;
  /** Of the page, each by a browser that has never seen it; then as many by one that has. */
  loads: number;
  /** That are typed, each another. */
  filters: number;
  /** Jobs that start and end while the page is looked at. */
  live: number;
}

export interface PagesBenchmarkOptions {
  settings: PagesSettings;
  /** The repository, for the commit. */
  root: string;
  /** Told what is being done. */
  onStep: (words: string) => void;
  /** Told after each measurement. */
  onProgress: (done: number, total: number) => void;
  /** Everything that was started ends when it aborts. */
  signal: AbortSignal;
}

/** What was seen at a browser. */
export interface PagesFigures {
  /** From navigation until rows are painted. */
  firstPageMs: { cold: Distribution; warm: Distribution };
  /** From Enter until the rows that fit are painted, and nothing else. */
  filterMs: Distribution;
  filters: { typed: string; ms: number }[];
  interactions: Interactions;
  /** At its worst, and of each page that was looked at. */
  layoutShift: { worst: number; pages: number[] };
  scripts: Scripts;
  /** From just before a report was sent to Kafka until the page shows the state. */
  statusMs: Distribution;
  /** Changes that the page did not show in time. */
  missing: number;
  /** The browser's clock against that of who sent the reports. */
  clock: ClockOffset;
}

export interface PagesBenchmark extends Occasion, PagesFigures {
  benchmark: 'pages';
  settings: PagesSettings;
  browser: string;
  verdicts: Verdict[];
}

/** The measuring module, which is typed for a browser and therefore apart from who starts it. */
export interface PagesModule {
  runPagesBenchmark: (options: PagesBenchmarkOptions) => Promise<PagesBenchmark>;
}

/** What the page of jobs should be like. */
export function pageAims({
  firstPageMs,
  filterMs,
  interactions,
  layoutShift,
  scripts,
  statusMs,
  missing,
}: Omit<PagesFigures, 'filters' | 'clock'>): Aim[] {
  const atMost = (what: string, measured: number, aim: number, unit: string, digits: number): Aim => ({
    what,
    measured,
    bound: 'at most',
    aim,
    unit,
    digits,
  });
  return [
    atMost('first page, p95', firstPageMs.cold.p95, 1_000, 'ms', 0),
    atMost('filter, median', filterMs.median, 100, 'ms', 1),
    atMost('interaction to next paint', interactions.inpMs, 100, 'ms', 0),
    atMost('layout shift, worst', layoutShift.worst, 0.01, '', 4),
    atMost('Kafka to pixel, median', statusMs.median, 300, 'ms', 1),
    atMost('changes not shown', missing, 0, '', 0),
    atMost('scripts, compressed', scripts.bytes / 1_000, 200, 'kB', 1),
  ];
}
