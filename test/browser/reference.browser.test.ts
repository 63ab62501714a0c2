import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { findBarriers } from './harness/accessibility.ts';
import { findOverflow } from './harness/find-overflow.ts';
import { launchBrowser } from './harness/launch-browser.ts';
import { settle, Visit } from './harness/visit.ts';

const { url } = inject('longshore');
const phone = { width: 390, height: 844 };
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(() => browser?.close());

describe('the reference of the API', () => {
  it('is found from the keys and the palette, and tells how an operation is asked and what it answers', async () => {
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    await visit.goto('/settings/keys');
    await page.getByRole('link', { name: 'API reference' }).click();
    await page.waitForURL('**/reference');
    await settle(page);
    await page.getByText(/^\d+ operations, version /).waitFor();

    const submit = page.getByRole('button', { name: /^POST \/jobs Submit a job/ });
    await submit.click();
    await page.getByText('operators and administrators, with the permission jobs:write').waitFor();
    const command = page.getByRole('region', { name: 'curl command for POST /jobs' });
    expect(await command.textContent()).toContain(`curl ${url}/api/v1/jobs \\`);
    expect(await command.textContent()).toContain('Authorization: Bearer $LONGSHORE_API_KEY');
    await page.getByRole('list', { name: 'Parameters of POST /jobs' }).getByText('Idempotency-Key').waitFor();
    const container = page.getByRole('list', { name: 'Body of POST /jobs where kind "container"' });
    await container.getByText('Fields of placement').click();
    await container.getByRole('list', { name: 'Fields of placement' }).getByText('spreadOver').waitFor();
    await page.getByRole('list', { name: 'Refusals of POST /jobs' }).getByText('422').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.setViewportSize(phone);
    await expect.poll(() => findOverflow(page)).toEqual([]);
    await submit.click();
    await command.waitFor({ state: 'hidden' });

    await visit.goto('/jobs');
    await page.keyboard.press('Control+k');
    await page.getByRole('textbox', { name: 'Search pages, jobs and agents' }).fill('api ref');
    await page.getByRole('dialog').getByText('API reference').click();
    await page.waitForURL('**/reference');
    expect(visit.complaints).toEqual([]);
  });

  it('is searched with /, and its address carries what is searched for and what is open', async () => {
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    await visit.goto('/reference');
    await page.keyboard.press('/');
    await page.keyboard.type('delete user');
    await page
      .getByRole('status')
      .getByText(/^\d of \d+ operations$/)
      .waitFor();
    await page.getByRole('button', { name: /^GET \/jobs Jobs/ }).waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: /^DELETE \/users\/\{id\} / }).click();
    expect(page.url()).toBe(`${url}/reference?q=delete%20user#deleteUser`);

    await page.reload();
    await settle(page);
    await page.getByRole('region', { name: 'curl command for DELETE /users/{id}' }).waitFor();
    expect(await page.getByRole('searchbox', { name: 'Search the API' }).inputValue()).toBe('delete user');

    await page.keyboard.press('/');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('no such thing');
    await page.getByRole('heading', { name: 'No operation has all these words' }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Show all' }).click();
    await page.getByRole('button', { name: /^GET \/jobs Jobs/ }).waitFor();
    expect(visit.complaints).toEqual([]);
  });

  it('opens at the operation that a link names', async () => {
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    await visit.goto('/reference#drainAgent');
    const drain = page.getByRole('button', { name: /^POST \/agents\/\{id\}\/drain / });
    expect(await drain.getAttribute('aria-expanded')).toBe('true');
    await expect.poll(async () => (await drain.boundingBox())?.y ?? 0).toBeLessThan(200);
    // Under the header, not behind it.
    expect((await drain.boundingBox())?.y).toBeGreaterThanOrEqual(52);
    await page.getByRole('list', { name: 'Body of POST /agents/{id}/drain' }).getByText('whenDeadline').waitFor();
    expect(visit.complaints).toEqual([]);
  });
});
