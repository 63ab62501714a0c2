import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { findBarriers } from './harness/accessibility.ts';
import { launchBrowser } from './harness/launch-browser.ts';
import { Visit } from './harness/visit.ts';

const { url, jobs } = inject('longshore');
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(() => browser?.close());

describe('a job that runs', () => {
  it('shows the cpu and the memory of its containers, live', async () => {
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    await visit.goto(`/jobs/${jobs.running}`);
    const memory = page.getByRole('region', { name: 'Memory', exact: true });
    await memory.getByText(/^[\d.,]+ (B|KiB|MiB) of 64 MiB$/).waitFor();
    await page.getByRole('img', { name: 'Memory of clock over the last quarter of an hour' }).waitFor();
    await page.getByRole('img', { name: 'Cpu of clock over the last quarter of an hour' }).waitFor();
    const answer = page.waitForResponse((of) => of.url().endsWith(`/jobs/${jobs.running}/usage`));
    expect((await answer).status()).toBe(200);
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('tab', { name: 'Tasks' }).click();
    // On the tab: above it stands what the job asked for, in the same form.
    const tasks = page.getByRole('tabpanel', { name: 'Tasks' });
    await tasks.getByText(/cores?, [\d.,]+ (B|KiB|MiB)$/).waitFor();
    expect(visit.complaints).toEqual([]);
  });

  it('that ended long ago or ran for a moment has no such panel', async () => {
    await using visit = await Visit.open(browser, url);
    await visit.goto(`/jobs/${jobs.failed}`);
    await visit.page.getByRole('tab', { name: 'Timeline' }).waitFor();
    expect(await visit.page.getByRole('region', { name: 'Memory', exact: true }).count()).toBe(0);
  });
});
