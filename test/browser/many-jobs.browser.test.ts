import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { shellImage } from '../hosts/images.ts';
import { findBarriers } from './harness/accessibility.ts';
import { ControlPlane } from './harness/control-plane.ts';
import { launchBrowser } from './harness/launch-browser.ts';
import { Visit } from './harness/visit.ts';

const { url, ownerKey, agentId } = inject('longshore');
const controlPlane = new ControlPlane(url, ownerKey);
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(() => browser?.close());

describe('jobs that wait', () => {
  it('stand in the queue with why, and are stopped and deleted together from the list', async () => {
    const [agent] = await controlPlane.agents();
    // As much as the whole host: it fits only once nothing else runs there.
    const resources = { cpuMillis: agent?.capacity.cpuMillis ?? 0, memoryBytes: 64 * 1024 * 1024 };
    const names = ['high tide', 'low tide'];
    const ids = await Promise.all(
      names.map((name) => controlPlane.submit({ kind: 'container', image: shellImage, name, resources })),
    );
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    await visit.goto('/jobs/queue');
    const row = page.getByRole('row').filter({ hasText: 'low tide' });
    await row.getByText('Waits for free cpu').waitFor();
    await row.getByText(`Left out by Cpu: ${agentId}`).waitFor();
    await row.getByText(/^Would fit with .* becoming free on/).waitFor();
    expect(await findBarriers(page)).toEqual([]);

    await row.getByRole('link', { name: 'low tide' }).click();
    await page.getByText(/of 2 in the queue/).waitFor();

    await visit.goto('/jobs?filter=tide');
    await page.getByRole('row').filter({ hasText: 'high tide' }).waitFor();
    await page.getByRole('checkbox', { name: 'Choose all rows' }).check();
    const bar = page.getByRole('region', { name: 'Chosen jobs' });
    await bar.getByRole('button', { name: 'Stop' }).click();
    const dialog = page.getByRole('dialog', { name: 'Stop 2 jobs?' });
    await dialog.getByText('SIGTERM').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Stop 2' }).click();
    await page.getByText('A stop was asked of 2 jobs.').waitFor();
    for (const id of ids) await controlPlane.untilJob(id, 'STOPPED');

    await page.getByRole('checkbox', { name: 'Choose all rows' }).check();
    await bar.getByRole('button', { name: 'Delete' }).click();
    const last = page.getByRole('dialog', { name: 'Delete 2 jobs?' });
    const confirm = last.getByRole('button', { name: 'Delete 2' });
    expect(await confirm.isDisabled()).toBe(true);
    await last.getByRole('textbox').fill('2');
    await confirm.click();
    await page.getByText('No job fits the filter').waitFor();
    expect(visit.complaints).toEqual([]);
  }, 180_000);
});
