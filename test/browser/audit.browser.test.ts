import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { showing } from '../control-plane/owner-key.ts';
import { findBarriers } from './harness/accessibility.ts';
import { findOverflow } from './harness/find-overflow.ts';
import { launchBrowser } from './harness/launch-browser.ts';
import { settle, Visit } from './harness/visit.ts';

const { url, ownerKey, jobs, agentId } = inject('longshore');
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(() => browser?.close());

/** Asks the API as a program does. */
async function ask(method: string, path: string, body?: unknown): Promise<{ id: string }> {
  const response = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: { ...showing(ownerKey), ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  expect(response.status, path).toBeLessThan(300);
  const text = await response.text();
  return (text === '' ? { id: '' } : JSON.parse(text)) as { id: string };
}

const makeSchedule = (name: string) =>
  ask('POST', '/schedules', {
    name,
    cron: '30 2 1 1 *',
    zone: 'Europe/Berlin',
    job: { kind: 'container', image: 'tool:1' },
  });

const table = (page: Page) => page.getByRole('table', { name: 'Audit log' });

describe('the audit log', () => {
  it('tells who did what, leads to what it was done to, and folds out the rest', async () => {
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    // By its subject: other tests submit more than a page of jobs.
    await visit.goto(`/audit?filter=type:job+subject:${jobs.succeeded}`);
    const row = table(page).getByRole('row').filter({ hasText: 'nightly orders' });
    await row.getByText('Job submitted').waitFor();
    expect(await row.textContent()).toContain('127.0.0.1 · program');
    await row.getByRole('button', { name: 'Detail' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('A job was accepted.').waitFor();
    await page.getByText(jobs.succeeded, { exact: true }).waitFor();
    await page.getByText('data-generator', { exact: true }).waitFor();
    expect(await row.getByRole('button', { name: 'Detail' }).getAttribute('aria-expanded')).toBe('true');
    await page.keyboard.press('Enter');
    await page.getByText('A job was accepted.').waitFor({ state: 'detached' });
    await row.getByRole('link', { name: 'nightly orders' }).click();
    await page.waitForURL(`${url}/jobs/${jobs.succeeded}`);
    expect(visit.complaints).toEqual([]);
  });

  it('is narrowed by what is typed, which the address keeps, and says so where nothing fits', async () => {
    const { id } = await makeSchedule('told-apart');
    await ask('PATCH', `/schedules/${id}`, { paused: true });
    await ask('DELETE', `/schedules/${id}`);
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    await visit.goto('/audit');
    const field = page.getByLabel('Filter the audit log');
    await field.fill('action:schedule');
    await page.getByRole('option', { name: /ScheduleChanged/ }).click();
    await field.fill(`subject:${id}`);
    await field.press('Enter');
    await page.waitForURL(`${url}/audit?filter=action:ScheduleChanged+subject:${id}`);
    await settle(page);
    const row = table(page).getByRole('row').filter({ hasText: 'told-apart' });
    // What stood there before stays until what fits has come.
    await expect.poll(() => row.count()).toBe(1);
    await row.getByText('Schedule changed').waitFor();
    // It is gone, and its name is kept.
    expect(await row.getByRole('link').count()).toBe(0);

    await page.reload();
    await settle(page);
    expect(await row.count()).toBe(1);
    await field.fill('until:2000-01-01');
    await field.press('Enter');
    await page.getByRole('heading', { name: 'No entry fits the filter' }).waitFor();
    await page.getByRole('button', { name: 'Clear the filter' }).last().click();
    await page.waitForURL(`${url}/audit`);
    await table(page).getByRole('row').nth(2).waitFor();

    await field.fill('since:yesterday');
    await field.press('Enter');
    await page.getByText('since:yesterday', { exact: true }).hover();
    await page.getByText(/^give how long ago/).waitFor();
    expect(visit.complaints).toEqual([]);
  }, 120_000);

  it('suggests who did something, people and keys alike, and finds what they did', async () => {
    await makeSchedule('by-the-owner');
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    await visit.goto('/audit');
    const field = page.getByLabel('Filter the audit log');
    await field.click();
    await page.keyboard.type('actor:');
    await page.getByRole('option', { name: /^actor:"owner key"/ }).waitFor();
    expect(await page.getByRole('option', { name: /^actor:api/ }).count()).toBe(0);
    await page.keyboard.type('"owner k');
    await page.getByRole('option', { name: /^actor:"owner key"/ }).click();
    await page.waitForURL('**/audit?filter=actor:%22owner+key%22');
    await table(page).getByText('by-the-owner').waitFor();
    await page.reload();
    await settle(page);
    await page.getByRole('button', { name: 'Remove actor:"owner key"' }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    expect(visit.complaints).toEqual([]);
  });

  it('holds back what is new until the reader asks for it, and says from where a page asked', async () => {
    await makeSchedule('seen-before');
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    await visit.goto('/audit?filter=type:schedule');
    const { id } = await makeSchedule('paused-on-its-page');
    await page.getByRole('button', { name: /^1 new$/ }).click();
    await table(page).getByText('paused-on-its-page').waitFor();
    const other = await visit.another(`/schedules/${id}`);
    await other.getByRole('button', { name: 'Pause' }).click();
    await other.locator('header').getByText('Paused', { exact: true }).waitFor();
    await page.getByRole('button', { name: /^1 new$/ }).click();
    const row = table(page).getByRole('row').filter({ hasText: 'Schedule changed' }).first();
    expect(await row.textContent()).toContain('127.0.0.1 · page');
    expect(visit.complaints).toEqual([]);
  }, 120_000);

  it('shows the newest at once when the filter changes, whatever stood there before', async () => {
    const { id } = await makeSchedule('made-before');
    await makeSchedule('made-after');
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    await visit.goto(`/audit?filter=subject:${id}`);
    await table(page).getByText('made-before').waitFor();
    expect(await table(page).getByText('made-after').count()).toBe(0);
    await page.getByLabel('Filter the audit log').press('Backspace');
    await page.waitForURL(`${url}/audit`);
    await table(page).getByText('made-after').waitFor();
    expect(await page.getByRole('button', { name: /^\d+ new$/ }).count()).toBe(0);
    expect(visit.complaints).toEqual([]);
  });

  it('goes on to older entries, and exports all that fit, not only what is shown', async () => {
    for (let round = 0; round < 28; round += 1) {
      await ask('PATCH', `/agents/${agentId}`, { labels: { round: String(round) } });
      await ask('PATCH', `/agents/${agentId}`, { labels: { round: null } });
    }
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    await visit.goto('/audit?filter=action:AgentLabelled');
    expect(await table(page).getByRole('button', { name: 'Detail' }).count()).toBe(50);

    const downloading = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Export CSV' }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toBe('longshore-audit.csv');
    const lines = (await readFile(await download.path(), 'utf8')).trimEnd().split('\r\n');
    expect(lines[0]).toMatch(/^"id","at","actor"/);
    expect(lines.length).toBeGreaterThanOrEqual(57);
    expect(lines.slice(1).every((line) => line.includes('"AgentLabelled"'))).toBe(true);

    await page.getByRole('button', { name: 'Older entries' }).click();
    await expect
      .poll(() => table(page).getByRole('button', { name: 'Detail' }).count())
      .toBeGreaterThanOrEqual(Math.min(56, lines.length - 1));
    expect(visit.complaints).toEqual([]);
  });

  it.each([
    ['as it is', '/audit'],
    ['narrowed, with a token that is wrong', '/audit?filter=action:MoonLanded+type:job'],
    ['where nothing fits', '/audit?filter=actor:nobody'],
  ])(
    'has no barrier by WCAG 2.1 AA in light or dark, at a desk and on a phone, nor scrolls sideways: %s',
    async (_, path) => {
      await using visit = await Visit.open(browser, url);
      const { page } = visit;
      const fold = page.getByRole('button', { name: 'Detail' }).first();
      await visit.goto(path);
      if (!path.includes('nobody')) await fold.click();
      expect(await findBarriers(page)).toEqual([]);
      await page.setViewportSize({ width: 390, height: 844 });
      await page.getByRole('navigation', { name: 'Rooms, below' }).waitFor();
      await page.getByRole('table', { name: 'Audit log' }).waitFor({ state: 'detached' });
      if (!path.includes('nobody')) {
        await fold.click();
        expect((await fold.boundingBox())?.height).toBeGreaterThanOrEqual(40);
      }
      expect(await findBarriers(page)).toEqual([]);
      expect(await findOverflow(page)).toEqual([]);
      expect(visit.complaints).toEqual([]);
    },
    120_000,
  );
});
