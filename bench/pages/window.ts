import type { Browser, BrowserContext, Page } from 'playwright-core';
import { type PageReading, readNotes, takeNotes } from './in-page.ts';

export interface WindowOptions {
  browser: Browser;
  url: string;
  /** Of who is signed in, as a client sends them. */
  cookie: string;
}

/** A browser of its own, with nothing kept of any page, at which notes are taken. */
export class NotedWindow implements AsyncDisposable {
  readonly page: Page;
  readonly #context: BrowserContext;

  private constructor(context: BrowserContext, page: Page) {
    this.#context = context;
    this.page = page;
  }

  static async open({ browser, url, cookie }: WindowOptions): Promise<NotedWindow> {
    const context = await browser.newContext({ baseURL: url, viewport: { width: 1280, height: 900 }, locale: 'en-GB' });
    context.setDefaultTimeout(30_000);
    await context.addCookies(cookiesFor(url, cookie));
    await context.addInitScript(takeNotes);
    return new NotedWindow(context, await context.newPage());
  }

  /** Goes to the page of jobs. @returns milliseconds from then until its rows were painted */
  async gotoJobs(): Promise<number> {
    await this.page.goto('/jobs', { waitUntil: 'commit' });
    return this.#rowsShown();
  }

  /** The same once more, with what the browser has kept. */
  async reload(): Promise<number> {
    await this.page.reload({ waitUntil: 'commit' });
    return this.#rowsShown();
  }

  /** Waits until the page hears of changes, and then for whatever moves late. */
  async settle(): Promise<void> {
    await this.page.locator(':root[data-live="live"]').waitFor({ state: 'attached' });
    await this.page.waitForTimeout(1_500);
  }

  read(): Promise<PageReading> {
    return this.page.evaluate(readNotes);
  }

  async #rowsShown(): Promise<number> {
    const shown = await this.page.waitForFunction(() => window.longshoreNotes?.rowsAtMs ?? null, undefined, {
      polling: 50,
    });
    const atMs = await shown.jsonValue();
    if (atMs === null) throw new Error('The page of jobs shows no rows');
    return atMs;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#context.close();
  }
}

/** Cookies as a browser keeps them, of what a client sends. */
export function cookiesFor(url: string, sent: string): { name: string; value: string; url: string }[] {
  return sent
    .split('; ')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const at = pair.indexOf('=');
      return { name: pair.slice(0, at), value: pair.slice(at + 1), url };
    });
}
