import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { findBarriers } from './harness/accessibility.ts';
import { ControlPlane } from './harness/control-plane.ts';
import { launchBrowser } from './harness/launch-browser.ts';
import { Visit } from './harness/visit.ts';

const { url, ownerKey } = inject('longshore');
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(() => browser?.close());

describe('the filter of a list', () => {
  it('is worded by keyboard with what is suggested, undone by going back, and kept by the address', async () => {
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    const field = page.getByRole('combobox', { name: 'Filter jobs' });
    const suggested = page.getByRole('listbox', { name: 'Suggestions' });
    await visit.goto('/jobs');
    await page.keyboard.press('/');
    await suggested.waitFor();
    await page.keyboard.type('sta');
    await page.keyboard.press('ArrowDown');
    await suggested.getByRole('option', { name: /^state:/, selected: true }).waitFor();
    await page.keyboard.press('Enter');
    // The key is there, and waits for its value.
    expect(await field.inputValue()).toBe('state:');
    await page.keyboard.type('fa');
    await page.keyboard.press('ArrowUp');
    await suggested.getByRole('option', { name: 'state:failed', selected: true }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.keyboard.press('Enter');
    // What lay over the rows is gone.
    await suggested.waitFor({ state: 'hidden' });
    await page.waitForURL('**/jobs?filter=state:failed');
    await page.getByRole('link', { name: 'nightly orders' }).waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'broken import' }).first().waitFor();

    await page.keyboard.type('nothing-is-called-so ');
    await page.getByText('No job fits the filter').waitFor();
    await page.goBack();
    await page.waitForURL('**/jobs?filter=state:failed');
    await page.getByRole('link', { name: 'broken import' }).first().waitFor();
    await page.reload();
    await page.getByRole('link', { name: 'broken import' }).first().waitFor();
    await page.getByRole('button', { name: 'Remove state:failed' }).click();
    await page.waitForURL('**/jobs');
    await page.getByRole('link', { name: 'nightly orders' }).first().waitFor();
    expect(visit.complaints).toEqual([]);
  });

  it('gives each view an address of its own, and leads from it to a job and back', async () => {
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    await visit.goto('/jobs');
    await page
      .getByRole('group', { name: 'Narrow to states' })
      .getByRole('button', { name: /^Failed/ })
      .click();
    await page.waitForURL('**/jobs?filter=state:failed');
    await page.getByRole('link', { name: 'broken import' }).first().click();
    await page.getByRole('heading', { level: 1, name: 'broken import' }).waitFor();
    await page.getByRole('tab', { name: 'Spec' }).click();
    await page.waitForURL('**?tab=spec');
    await page.getByRole('tab', { name: 'Timeline' }).click();
    await expect.poll(() => new URL(page.url()).search).toBe('');
    await page.goBack();
    await page.waitForURL('**/jobs?filter=state:failed');
    await page.getByRole('button', { name: 'Remove state:failed' }).waitFor();
    await page.getByRole('link', { name: 'broken import' }).first().waitFor();
    expect(visit.complaints).toEqual([]);
  });
});

describe('a list of jobs', () => {
  it('tells of new ones without moving those that one reads', async () => {
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    await visit.goto('/jobs');
    const first = page.locator('tbody tr[data-row]').first();
    const before = await first.boundingBox();
    const controlPlane = new ControlPlane(url, ownerKey);
    await controlPlane.submit({
      kind: 'data-generator',
      topic: 'late-comers',
      name: 'late comer',
      generator: { count: 10 },
    });
    const newer = page.getByRole('button', { name: /^\d+ new$/ });
    await newer.waitFor();
    expect(await first.boundingBox()).toEqual(before);
    await newer.click();
    await first.getByRole('link', { name: 'late comer' }).waitFor();
    await newer.waitFor({ state: 'hidden' });
    expect(visit.complaints).toEqual([]);
  });

  it('is chosen from row by row and as a whole, and with another filter nothing of it is lost', async () => {
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    await visit.goto('/jobs');
    const rows = page.locator('tbody tr[data-row]');
    const all = page.getByRole('checkbox', { name: 'Choose all rows' });
    const bar = page.getByRole('region', { name: 'Chosen jobs' });
    await rows.first().getByRole('checkbox').check();
    await bar.getByText('1 job chosen').waitFor();
    expect(await all.evaluate((box) => (box as HTMLInputElement).indeterminate)).toBe(true);
    await all.check();
    expect(await rows.getByRole('checkbox', { checked: true }).count()).toBe(await rows.count());
    await all.uncheck();
    await bar.waitFor({ state: 'hidden' });
    expect(visit.complaints).toEqual([]);
  });

  it('says what a shortened word means, on hover and by keyboard', async () => {
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    await visit.goto('/jobs');
    const time = page.locator('tbody time').first();
    await time.hover();
    await page.getByRole('tooltip').getByText(/\d{4}/).waitFor();
    await page.mouse.move(0, 0);
    await page.getByRole('tooltip').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Theme' }).focus();
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Tab');
    await page.getByRole('tooltip', { name: 'Theme' }).waitFor();
    expect(await page.getByRole('button', { name: 'Theme' }).getAttribute('aria-describedby')).not.toBeNull();
    expect(visit.complaints).toEqual([]);
  });
});
