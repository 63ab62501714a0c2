import { AxeBuilder } from '@axe-core/playwright';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { showing } from '../control-plane/owner-key.ts';
import { findOverflow } from './harness/find-overflow.ts';
import { launchBrowser } from './harness/launch-browser.ts';
import { settle, Visit } from './harness/visit.ts';

const { url, ownerKey } = inject('longshore');
const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(() => browser?.close());

async function violations({ page }: Visit): Promise<string[]> {
  const found = await new AxeBuilder({ page }).withTags(wcag).analyze();
  return found.violations.flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id}: ${help} · ${html}`));
}

/** Makes a schedule whose time is far away, over the API. */
async function create(name: string): Promise<string> {
  const response = await fetch(`${url}/api/v1/schedules`, {
    method: 'POST',
    headers: { ...showing(ownerKey), 'content-type': 'application/json' },
    body: JSON.stringify({
      name,
      cron: '30 2 1 1 *',
      zone: 'Europe/Berlin',
      job: { kind: 'container', image: 'tool:1' },
    }),
  });
  expect(response.status).toBe(201);
  return ((await response.json()) as { id: string }).id;
}

describe('a schedule on its pages', () => {
  it('is made by a form that shows its next five times, run by hand, paused, changed and deleted', async () => {
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    await visit.goto('/schedules');
    await page.getByRole('link', { name: 'New schedule' }).first().click();
    await page.getByRole('textbox', { name: 'Name' }).fill('by-form');
    await page.getByRole('textbox', { name: 'Times' }).fill('0 0 30 2 *');
    await page.getByText('this time never comes').waitFor();
    // The browser says on its console that the preview was refused, as it should have been.
    visit.takeComplaints();
    await page.getByRole('button', { name: 'First of the month' }).click();
    await page.getByText('At 06:00, on day 1 of the month').waitFor();
    expect(await page.getByRole('list', { name: 'Next times' }).getByRole('listitem').count()).toBe(5);
    await page.getByRole('combobox', { name: 'Topic', exact: true }).fill('scheduled');
    await page.getByRole('button', { name: 'Make the schedule' }).click();
    await page.waitForURL(/\/schedules\/[0-9a-f-]{36}$/);
    const address = page.url();

    await page.getByRole('button', { name: 'Run now' }).click();
    await page.waitForURL(/\/jobs\/[0-9a-f-]{36}$/);
    await page.locator('header').getByText('Succeeded').waitFor({ timeout: 120_000 });
    await page.getByRole('link', { name: 'by-form', exact: true }).click();
    await page.waitForURL(address);
    await page.getByRole('table', { name: 'Jobs of by-form' }).getByText('Succeeded').waitFor();

    await page.getByRole('button', { name: 'Pause' }).click();
    await page.locator('header').getByText('Paused').waitFor();
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Change' }).click();
    await page.getByRole('button', { name: 'Each hour' }).click();
    await page.getByRole('button', { name: 'Change the schedule' }).click();
    await page.waitForURL(address);
    await page.getByText('Every hour').first().waitFor();

    await page.getByRole('link', { name: 'All its jobs' }).click();
    await page.getByRole('row', { name: /^.*by-form-/ }).waitFor();
    await page.goto(address);
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await page.waitForURL(/\/schedules$/);
    await page.getByRole('link', { name: 'by-form', exact: true }).waitFor({ state: 'detached' });
    expect(visit.complaints).toEqual([]);
    // A job is run to its end on the way, on a machine that may be busy.
  }, 240_000);

  it('takes what a job ran from its menu', async () => {
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    await visit.goto(`/jobs/${inject('longshore').jobs.succeeded}`);
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Run on a schedule' }).click();
    await page.getByText('What nightly orders ran, at set times.').waitFor();
    expect(await page.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('nightly-orders');
    expect(await page.getByRole('combobox', { name: 'Topic', exact: true }).inputValue()).toBe('orders');
    expect(visit.complaints).toEqual([]);
  });

  it.each(['light', 'dark'] as const)('is accessible by WCAG 2.1 AA in the %s theme', async (theme) => {
    const id = await create(`seen-${theme}`);
    await using visit = await Visit.open(browser, url, { theme });
    for (const path of ['/schedules', '/schedules/new', `/schedules/${id}`, `/schedules/${id}/change`]) {
      await visit.goto(path);
      expect(await violations(visit), path).toEqual([]);
    }
    expect(visit.complaints).toEqual([]);
  });

  it('does not scroll sideways on a phone', async () => {
    const id = await create('seen-on-a-phone');
    await using visit = await Visit.open(browser, url, { width: 390, height: 844, touch: true });
    for (const path of ['/schedules', '/schedules/new', `/schedules/${id}`]) {
      await visit.goto(path);
      await settle(visit.page);
      expect(await findOverflow(visit.page), path).toEqual([]);
    }
  });
});
