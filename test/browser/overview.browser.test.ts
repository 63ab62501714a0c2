import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from './harness/launch-browser.ts';
import { settle, Visit } from './harness/visit.ts';

const { url, jobs } = inject('longshore');
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(() => browser?.close());

/** What moves at the moment. */
const moving = (page: Page) =>
  page.evaluate(() =>
    document.getAnimations().map(({ effect }) => String((effect as KeyframeEffect | null)?.target?.className)),
  );

describe('where less motion is wanted', () => {
  it('nothing moves, and nothing waits for a motion to end', async () => {
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    for (const path of ['/', '/agents', `/jobs/${jobs.running}`]) {
      await visit.goto(path);
      expect(await moving(page)).toEqual([]);
    }
    await page.keyboard.press('Control+k');
    await page.getByRole('textbox', { name: 'Search pages, jobs and agents' }).waitFor();
    expect(await moving(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    const entry = page.getByRole('tabpanel').locator('button[aria-expanded="false"]').first();
    await entry.click();
    expect(await moving(page)).toEqual([]);
    await visit.goto('/jobs/new');
    await page.getByRole('button', { name: /^Size/ }).click();
    await page.getByLabel('Tasks').waitFor();
    expect(await moving(page)).toEqual([]);
    expect(visit.complaints).toEqual([]);
  });
});

describe('the overview', () => {
  it('shows what ended in the last hour, and leads to what failed in it', async () => {
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    await visit.goto('/');
    const hour = page.getByRole('region', { name: 'The last hour' });
    await hour.getByRole('img', { name: /^\d+ jobs? ended in the last hour, \d+ of them failed$/ }).waitFor();
    await hour.getByRole('img', { name: /^\d+ tasks? succeeded in the last hour/ }).waitFor();
    await hour.getByRole('link', { name: /^\d+ failed$/ }).click();
    await page.waitForURL('**/jobs?filter=*');
    await settle(page);
    await page.getByText('ended:1h').waitFor();
    await page.getByRole('link', { name: 'broken import' }).first().waitFor();
    expect(await page.getByRole('link', { name: 'nightly orders' }).count()).toBe(0);
    expect(visit.complaints).toEqual([]);
  });
});
