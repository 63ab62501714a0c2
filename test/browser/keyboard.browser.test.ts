import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { ControlPlane } from './harness/control-plane.ts';
import { focusIsVisible } from './harness/focus-is-visible.ts';
import { launchBrowser } from './harness/launch-browser.ts';
import { settle, Visit } from './harness/visit.ts';

const { url, ownerKey } = inject('longshore');
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(() => browser?.close());

/** What has the focus, as a screen reader would call it. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : [];
    const text = element?.getAttribute('aria-label') ?? labels[0]?.textContent ?? element?.textContent ?? '';
    return text.replaceAll(/\s+/g, ' ').replace(/ ?\*$/, '').trim();
  });
}

/** Goes on with the Tab key until something has the focus; where the focus is must be seen at every step. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const passed: string[] = [];
  for (let step = 0; step < 60; step += 1) {
    await page.keyboard.press('Tab');
    const here = await focused(page);
    await expect.poll(() => focusIsVisible(page), { message: `the focus on "${here}" is seen` }).toBe(true);
    if (typeof name === 'string' ? here === name : name.test(here)) return;
    passed.push(here);
  }
  throw new Error(`The Tab key does not lead to ${name}, but to ${passed.join(' → ')}`);
}

describe('by keyboard alone', () => {
  it('a job is worded and submitted, and one sees where one is', async () => {
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    await visit.goto('/');
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Skip to content');
    await tabTo(page, 'New job');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/jobs/new');
    await settle(page);

    // The first field has the focus already.
    await expect.poll(() => focused(page)).toBe('Topic');
    await page.keyboard.type('typed');
    await page.keyboard.press('Escape');
    await tabTo(page, 'Records');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('250');
    await tabTo(page, 'Name');
    await page.keyboard.type('typed by hand');
    await tabTo(page, /^Size/);
    await page.keyboard.press('Enter');
    await tabTo(page, 'Tasks');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('2');
    await tabTo(page, 'Submit');
    await page.keyboard.press('Enter');

    await page.waitForURL(/\/jobs\/[0-9a-f-]{36}$/);
    const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    const job = await new ControlPlane(url, ownerKey).untilJob(id, 'SUCCEEDED');
    expect(job).toMatchObject({ name: 'typed by hand', topic: 'typed', taskCount: 2 });
    await page.locator('header').getByText('Succeeded').waitFor();
    expect(visit.complaints).toEqual([]);
  });

  it('the palette opens, finds a job and goes there; Escape closes it and gives the focus back', async () => {
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    const search = page.getByRole('textbox', { name: 'Search pages, jobs and agents' });
    await visit.goto('/agents');
    await tabTo(page, 'Theme');
    await page.keyboard.press('Control+k');
    await search.waitFor();
    await page.keyboard.press('Escape');
    await search.waitFor({ state: 'hidden' });
    await expect.poll(() => focused(page)).toBe('Theme');

    await page.keyboard.press('Control+k');
    // Whoever types at once types into it.
    await expect.poll(() => focused(page)).toBe('Search pages, jobs and agents');
    await page.keyboard.type('nightly');
    // At once: what does not fit is never what Enter goes to.
    await page.getByRole('dialog').getByText('nightly orders').waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/jobs/${inject('longshore').jobs.succeeded}`);
    await page.getByRole('heading', { level: 1, name: 'nightly orders' }).waitFor();
    expect(visit.complaints).toEqual([]);
  });
});
