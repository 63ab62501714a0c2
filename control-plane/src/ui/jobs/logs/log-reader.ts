import { isSameLine, type LineName } from './line-name.ts';
import {
  append,
  dropBeyond,
  edges,
  emptyWindow,
  isAtStart,
  isFull,
  type LogWindow,
  prepend,
  type RowPage,
  type WindowLimits,
  windowLimits,
  windowOf,
} from './log-window.ts';

/** Which page of a log. */
export type PageWish =
  | { from: 'end' }
  | { from: 'start' }
  | { after: string }
  | { before: string; rows?: number | undefined }
  | { around: LineName };

export type ReadPage = (wish: PageWish) => Promise<RowPage>;

export interface LogSnapshot {
  window: LogWindow;
  /** Something was read, were it that there is nothing. */
  loaded: boolean;
  /** The line that was asked for is not kept, or never was. */
  missing: LineName | null;
}

/** More rows than anybody reads on from one place. */
const FAR = 1_000_000_000;

/**
 * Reads a log into a window that moves over it: at the end as lines come, back and forth as somebody scrolls. What is
 * shown is a store of its own, so that a reading that is called off keeps what it had.
 */
export class LogReader {
  /** The end is what is looked at: then the oldest lines give way, else the newest. */
  following = true;
  readonly #read: ReadPage;
  readonly #limits: WindowLimits;
  readonly #listeners = new Set<() => void>();
  #snapshot: LogSnapshot = { window: emptyWindow, loaded: false, missing: null };
  /** One reading after another: each goes on from where the one before ended. */
  #last: Promise<unknown> = Promise.resolve();
  #windows = 0;
  #waiting: Promise<void> | null = null;

  constructor(read: ReadPage, limits: WindowLimits = windowLimits) {
    this.#read = read;
    this.#limits = limits;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly snapshot = (): LogSnapshot => this.#snapshot;

  /**
   * At first the last lines, or those around a line; then what was added since, if the window is at the end.
   * Who asks while somebody waits for the same, waits with them.
   */
  readOn(line: LineName | null): Promise<void> {
    this.#waiting ??= this.#inTurn(async () => {
      this.#waiting = null;
      if (!this.#snapshot.loaded) return this.#begin(line);
      const { window } = this.#snapshot;
      if (window.stretches.length > 0 && !window.atEnd) return;
      for (;;) {
        if (!this.following && isFull(this.#snapshot.window, this.#limits)) {
          this.#show({ ...this.#snapshot.window, atEnd: false });
          return;
        }
        const next = edges(this.#snapshot.window).next;
        const page = await this.#read(next === null ? { from: 'end' } : { after: next });
        if (page.rows.length > 0) {
          const longer = append(this.#snapshot.window, page, this.#limits);
          this.#show(this.following ? dropBeyond(longer, 'first', this.#limits) : longer);
        }
        if (!page.more) break;
      }
      if (!this.#snapshot.window.atEnd) this.#show({ ...this.#snapshot.window, atEnd: true });
    });
    return this.#waiting;
  }

  /** The lines before the first; the last ones give way. Nothing when there are none. */
  readOlder(rows?: number): Promise<void> {
    return this.#inTurn(async () => {
      const { previous } = edges(this.#snapshot.window);
      if (previous === null) return;
      const page = await this.#read({ before: previous, rows });
      this.#show(dropBeyond(prepend(this.#snapshot.window, page), 'last', this.#limits));
    });
  }

  /** The lines after the last, where the window is not at the end; the first ones give way. */
  readNewer(): Promise<void> {
    return this.#inTurn(async () => {
      const { next } = edges(this.#snapshot.window);
      if (this.#snapshot.window.atEnd || next === null) return;
      const page = await this.#read({ after: next });
      this.#show(dropBeyond(append(this.#snapshot.window, page, this.#limits), 'first', this.#limits));
    });
  }

  /** Moves the window to the first lines, or to the last, unless it is there. */
  moveTo(side: 'start' | 'end'): Promise<void> {
    return this.#inTurn(async () => {
      const { window } = this.#snapshot;
      if (side === 'start' ? isAtStart(window) : window.atEnd) return;
      this.#show(this.#anew(await this.#read({ from: side })));
    });
  }

  /** Brings a line into the window, unless it is there; says so when it is not to be had. */
  bring(line: LineName): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#snapshot.window.rows.some((row) => isSameLine(row, line))) return;
      await this.#bring(line);
    });
  }

  async #begin(line: LineName | null): Promise<void> {
    if (line !== null && (await this.#bring(line))) return;
    this.#show(this.#anew(await this.#read({ from: 'end' })));
  }

  async #bring(line: LineName): Promise<boolean> {
    const page = await this.#read({ around: line });
    const found = page.rows.some((row) => isSameLine(row, line));
    const window = page.rows.length > 0 ? this.#anew(page) : this.#snapshot.window;
    this.#show(window, found ? null : line);
    return page.rows.length > 0;
  }

  /** A window of other rows: none of theirs has an ordinal that another row had. */
  #anew(page: RowPage): LogWindow {
    this.#windows += 1;
    return windowOf(page, this.#windows * FAR);
  }

  #show(window: LogWindow, missing = this.#snapshot.missing): void {
    this.#snapshot = { window, loaded: true, missing };
    for (const listener of this.#listeners) listener();
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const done = this.#last.then(work);
    // Who asked hears of the failure; the next in turn begins all the same.
    this.#last = done.then(
      () => undefined,
      () => undefined,
    );
    return done;
  }
}
