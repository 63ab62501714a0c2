import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { CuttableWay } from './harness/cuttable-way.ts';
import { findOverflow } from './harness/find-overflow.ts';
import { launchBrowser } from './harness/launch-browser.ts';
import { Visit } from './harness/visit.ts';

const { url, jobs } = inject('longshore');
/** The page calls a stream quiet after 15 s without a word, and looks each second. */
const DEADLINE_MS = 20_000;
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(() => browser?.close());

declare global {
  interface Window {
    deaf: boolean;
  }
}

const mark = (page: Page) => page.locator('header [data-state]').first();
const untilMark = (page: Page, state: 'live' | 'quiet') =>
  page.locator(`header [data-state="${state}"]`).waitFor({ timeout: DEADLINE_MS });

describe('the mark of the connection', () => {
  it('says within its time that the connection is lost, and since when, and is live again with it', async () => {
    await using way = await CuttableWay.open(url);
    await using visit = await Visit.open(browser, way.url);
    const { page } = visit;
    await visit.goto('/agents');
    await mark(page).getByText('Live').waitFor();
    await mark(page)
      .getByText(/^heard (just now|\d+ s ago)$/)
      .waitFor();
    way.cut();
    await untilMark(page, 'quiet');
    await mark(page).getByText('Reconnecting').waitFor();
    await mark(page)
      .getByText(/^heard (just now|\d+ s ago)$/)
      .waitFor();
    await page.getByRole('status').filter({ hasText: 'Connection lost, reconnecting' }).waitFor({ state: 'attached' });
    way.mend();
    await untilMark(page, 'live');
    await mark(page).getByText('Live').waitFor();
    // That nothing was reached meanwhile, the browser tells by itself.
    const complaints = visit.complaints.filter((text) => !/ERR_(CONNECTION|EMPTY|INCOMPLETE|SOCKET)/.test(text));
    expect(complaints).toEqual([]);
  });

  it('does not stay green over a stream that falls silent without a word', async () => {
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    await page.addInitScript(() => {
      window.deaf = false;
      // Open for the browser, and silent: as behind a proxy that holds everything back.
      Object.assign(EventSource.prototype, {
        addEventListener(this: EventSource, type: string, listener: (event: Event) => void): void {
          EventTarget.prototype.addEventListener.call(this, type, (event) => {
            if (!window.deaf) listener(event);
          });
        },
      });
    });
    await visit.goto('/agents');
    await page.evaluate(() => {
      window.deaf = true;
    });
    // What a page asks for itself is answered all the while.
    const asking = setInterval(() => void page.evaluate(() => window.dispatchEvent(new Event('focus'))), 1_000);
    try {
      await untilMark(page, 'quiet');
    } finally {
      clearInterval(asking);
    }
    await mark(page).getByText('Reconnecting').waitFor();
    await page.evaluate(() => {
      window.deaf = false;
    });
    await untilMark(page, 'live');
    expect(visit.complaints).toEqual([]);
  });

  it.each([
    [390, 844],
    [768, 1024],
  ])('says at %d px too when the control plane was last heard, and nothing is in its way', async (width, height) => {
    await using way = await CuttableWay.open(url);
    await using visit = await Visit.open(browser, way.url, { width, height, touch: true });
    const { page } = visit;
    for (const path of ['/', `/jobs/${jobs.succeeded}`, '/kitchens/story']) {
      await visit.goto(path);
      await mark(page).getByText('Live').waitFor();
      await expectAge(page);
      await expectRoom(page);
    }
    way.cut();
    await untilMark(page, 'quiet');
    await mark(page).getByText('Reconnecting').waitFor();
    await expectAge(page);
    await expectRoom(page);
  });
});

/** When it was last heard is in sight, and not only for those who hear the page. */
async function expectAge(page: Page): Promise<void> {
  const age = mark(page).getByText(/^heard (just now|\d+ s ago)$/);
  await age.waitFor();
  expect((await age.boundingBox())?.width).toBeGreaterThan(40);
}

/** Nothing of the head of a page lies on anything else of it, or beyond its edge. */
async function expectRoom(page: Page): Promise<void> {
  expect(await findOverflow(page)).toEqual([]);
  const overlaps = await page.evaluate(() => {
    const parts = [...document.querySelectorAll('header:not(main header) > *')]
      .map((element) => ({
        text: element.textContent,
        box: element.getBoundingClientRect(),
        style: getComputedStyle(element),
      }))
      .filter(({ box, style }) => box.width > 1 && style.position !== 'fixed' && style.position !== 'absolute');
    return parts.slice(1).flatMap(({ text, box }, index) => {
      const before = parts[index];
      return before !== undefined && before.box.right > box.left + 0.5 ? [`${before.text} lies on ${text}`] : [];
    });
  });
  expect(overlaps).toEqual([]);
}
