import type { OneTimeLink } from '@longshore/schemas';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { inject, onTestFailed, TestRunner } from 'vitest';
import { showing } from '../../control-plane/owner-key.ts';

export interface VisitChoice {
  /** `nobody`: at the page that asks who one is. @default owner */
  as?: 'owner' | 'nobody';
  /** The key of the control plane's owner. @default that of the run of tests */
  ownerKey?: string;
  theme?: 'light' | 'dark';
  width?: number;
  height?: number;
  /** Fingers rather than a mouse. */
  touch?: boolean;
  /** Pixels of the picture for each of the page. */
  scale?: number;
}

/**
 * What the browser ends requests with when an interface of this machine comes or goes, as those of simulated hosts and of
 * containers do: no page can bring that about, and pages ask again.
 */
const NETWORK_CHANGED = 'net::ERR_NETWORK_CHANGED';

/**
 * What the browser remarks, at its own time or never, of a style sheet that was fetched ahead for a page that nobody has
 * gone to yet.
 */
const FETCHED_AHEAD = 'was preloaded using link preload but not used';

/** So much of a page's text tells what state it was in. */
const SEEN_MAX = 3_000;

/** Somebody at a browser of their own: one window, and everything that the browser complained about in it. */
export class Visit implements AsyncDisposable {
  readonly page: Page;
  /** Errors on the console, exceptions, requests that failed or were refused. */
  readonly complaints: string[] = [];
  readonly #url: string;
  readonly #context: BrowserContext;
  #lastSeen = '';

  private constructor(url: string, context: BrowserContext, page: Page) {
    this.#url = url;
    this.#context = context;
    this.page = page;
    this.#listen(page);
  }

  static async open(browser: Browser, url: string, choice: VisitChoice = {}): Promise<Visit> {
    const { as = 'owner', theme = 'light', width = 1280, height = 900, touch = false, scale = 1 } = choice;
    const context = await browser.newContext({
      baseURL: url,
      colorScheme: theme,
      viewport: { width, height },
      hasTouch: touch,
      deviceScaleFactor: scale,
      // What moves is not there yet when one looks; and everything here is also for those who want no motion.
      reducedMotion: 'reduce',
      locale: 'en-GB',
    });
    context.setDefaultTimeout(20_000);
    if (as === 'owner') await signIn(context, choice.ownerKey ?? inject('longshore').ownerKey);
    const visit = new Visit(url, context, await context.newPage());
    // Who reads of a failure elsewhere cannot look at the page any more.
    if (TestRunner.getCurrentTest() !== undefined) onTestFailed(() => console.error(visit.#lastSeen));
    return visit;
  }

  /** Another window of the same person. */
  async another(path: string): Promise<Page> {
    const page = await this.#context.newPage();
    this.#listen(page);
    await page.goto(path);
    return page;
  }

  /** Goes to a page and waits until it shows its data and hears of changes. */
  async goto(path: string): Promise<void> {
    await this.page.goto(path);
    await settle(this.page);
  }

  /** Forgets complaints that a test brought about on purpose. @returns them */
  takeComplaints(): string[] {
    return this.complaints.splice(0);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const text = await this.page.evaluate(() => document.body.innerText).catch(String);
    this.#lastSeen = `${this.#at(this.page)} showed last:\n${text.slice(0, SEEN_MAX)}\n${this.complaints.join('\n')}`;
    for (const page of this.#context.pages()) page.removeAllListeners();
    await this.#context.close();
  }

  #listen(page: Page): void {
    page.on('console', (message) => {
      if ([NETWORK_CHANGED, FETCHED_AHEAD].some((text) => message.text().includes(text))) return;
      if (message.type() === 'error' || message.type() === 'warning') {
        const { url } = message.location();
        this.complaints.push(`${message.type()} on ${this.#at(page)}: ${message.text()} (${url})`);
      }
    });
    page.on('pageerror', (error) => this.complaints.push(`exception on ${this.#at(page)}: ${error.message}`));
    page.on('requestfailed', (request) => {
      const why = request.failure()?.errorText ?? '';
      // Leaving a page ends what it was reading, and its event stream.
      if (why === 'net::ERR_ABORTED' || why === NETWORK_CHANGED) return;
      this.complaints.push(`request on ${this.#at(page)}: ${request.url()} ${why}`);
    });
    page.on('response', (response) => {
      if (response.status() >= 400) {
        this.complaints.push(`answer on ${this.#at(page)}: ${response.status()} to ${response.url()}`);
      }
    });
  }

  #at(page: Page): string {
    return page.url().replace(this.#url, '');
  }
}

/** Lets a browser in by a one-time link, as the first administrator: its cookies are those of this session then. */
async function signIn({ request }: BrowserContext, ownerKey: string): Promise<void> {
  const made = await request.post('/api/v1/session/links', { headers: showing(ownerKey), data: {} });
  if (!made.ok()) throw new Error(`no link was made: ${made.status()} ${await made.text()}`);
  const { path } = (await made.json()) as OneTimeLink;
  const followed = await request.post('/api/v1/session/link', { data: { token: path.split('#')[1] } });
  if (!followed.ok()) throw new Error(`the link was not taken: ${followed.status()} ${await followed.text()}`);
}

/** Waits until a page has its data, and hears of changes. */
export async function settle(page: Page): Promise<void> {
  await page.locator(':root[data-live="live"]').waitFor({ state: 'attached' });
  await page.locator('main').waitFor();
  await page.waitForFunction(() => document.querySelector('[aria-busy="true"], [data-skeleton]') === null);
}
