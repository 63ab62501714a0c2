import type { JobDetail } from '@longshore/schemas';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { showing } from '../control-plane/owner-key.ts';
import { findBarriers } from './harness/accessibility.ts';
import { findOverflow } from './harness/find-overflow.ts';
import { launchBrowser } from './harness/launch-browser.ts';
import { settle, Visit } from './harness/visit.ts';

const { url, ownerKey, jobs } = inject('longshore');
const phone = { width: 390, height: 844 };
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(() => browser?.close());

/**
 * Everything that the API answers to this window from now on. Each answer is read before the page has it: afterwards the
 * browser may have forgotten it.
 */
async function listen({ page }: Visit): Promise<() => Promise<string>> {
  const answers: string[] = [];
  // The event stream has no end to be read to; its hints are names alone.
  const read = (address: URL) => address.pathname.startsWith('/api/v1/') && !address.pathname.endsWith('/events');
  await page.route(read, async (route) => {
    const response = await route.fetch();
    answers.push(await response.text());
    await route.fulfill({ response });
  });
  return async () => {
    await page.unrouteAll({ behavior: 'wait' });
    return answers.join('\n');
  };
}

/** Keeps credentials behind the browser’s back. */
async function keep(registry: string): Promise<void> {
  const response = await fetch(`${url}/api/v1/registries/${registry}`, {
    method: 'PUT',
    headers: { ...showing(ownerKey), 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'anna', password: 'not to be seen' }),
  });
  expect(response.status).toBe(200);
}

describe('the page of registries', () => {
  it('takes credentials that it never shows, takes others in their place, and forgets them', async () => {
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    const answers = await listen(visit);
    const secrets = ['fir5t-pa55word', 's3cond-pa55word'] as const;
    const nowhere = async () => {
      const html = await page.content();
      for (const secret of secrets) expect(html).not.toContain(secret);
    };
    await visit.goto('/registries');
    await page.getByRole('button', { name: 'Sign in to a registry' }).first().click();
    const dialog = page.getByRole('dialog');
    const registry = dialog.getByRole('textbox', { name: 'Registry' });
    const user = dialog.getByRole('textbox', { name: 'User' });
    const password = dialog.getByLabel('Password or token');
    await registry.fill('acme/tool');
    await user.fill('anna');
    await dialog.getByText(/^the host of a registry as images name it/).waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(() => registry.evaluate((field) => field === document.activeElement)).toBe(true);
    await dialog.getByText('a password, or an access token').waitFor();
    expect(await password.getAttribute('autocomplete')).toBe('new-password');
    await registry.fill('https://Registry.Example.org:5000/v2/');
    await password.fill(secrets[0]);
    await nowhere();
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    const row = page.getByRole('row', { name: /registry\.example\.org:5000/ });
    await row.getByText('anna').waitFor();
    await row.getByText('Kept').waitFor();
    await nowhere();

    await row.getByRole('button', { name: 'Sign in again' }).click();
    await expect.poll(() => password.evaluate((field) => field === document.activeElement)).toBe(true);
    expect(await user.inputValue()).toBe('anna');
    expect(await password.inputValue()).toBe('');
    expect(await registry.count()).toBe(0);
    await user.fill('build');
    await password.fill(secrets[1]);
    await dialog.getByRole('button', { name: 'Show or hide it' }).click();
    await nowhere();
    await dialog.getByRole('button', { name: 'Sign in', exact: true }).click();
    await row.getByText('build').waitFor();
    await nowhere();

    await row.getByRole('button', { name: /^Forget/ }).click();
    await dialog.getByText(/pull from registry\.example\.org:5000 without signing in/).waitFor();
    await dialog.getByRole('button', { name: 'Forget' }).click();
    await row.waitFor({ state: 'detached' });
    await nowhere();
    const told = await answers();
    expect(told).toContain('"username":"build"');
    for (const secret of secrets) expect(told).not.toContain(secret);
    expect(visit.complaints).toEqual([]);
  });

  it('says what the server finds wrong at the field that it is about', async () => {
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    await page.route('**/api/v1/registries/*', (route) =>
      route.fulfill({
        status: 422,
        contentType: 'application/problem+json',
        body: JSON.stringify({
          type: 'about:blank',
          title: 'Invalid request',
          status: 422,
          detail: 'username: not that one',
          code: 'invalid_request',
          errors: [{ path: 'username', message: 'not that one' }],
        }),
      }),
    );
    await visit.goto('/registries');
    await page.getByRole('button', { name: 'Sign in to a registry' }).first().click();
    await page.keyboard.type('ghcr.io');
    await page.keyboard.press('Tab');
    await page.keyboard.type('anna');
    await page.keyboard.press('Tab');
    await page.keyboard.type('wrong');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByText('not that one').waitFor();
    const user = page.getByRole('textbox', { name: 'User' });
    expect(await user.getAttribute('aria-invalid')).toBe('true');
    expect(await page.getByRole('dialog').getByRole('alert').count()).toBe(0);
  });

  it('says that there is no key, and offers no sign-in that could not be kept', async () => {
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    const kept = { registry: 'ghcr.io', username: 'anna', usable: false, jobs: 2, updatedAt: new Date().toISOString() };
    await page.route('**/api/v1/registries', (route) => route.fulfill({ json: { items: [kept], ready: false } }));
    await visit.goto('/registries');
    await page.getByText('LONGSHORE_SECRET_KEY').waitFor();
    expect(await page.getByRole('button', { name: 'Sign in to a registry' }).isDisabled()).toBe(true);
    expect(
      await page
        .getByRole('row', { name: /ghcr\.io/ })
        .getByText('Unreadable')
        .isVisible(),
    ).toBe(true);
    expect(await findBarriers(page)).toEqual([]);
  });

  it('is where a job leads whose image could not be pulled without credentials', async () => {
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    await page.route(`**/api/v1/jobs/${jobs.failed}`, async (route) => {
      const response = await route.fetch();
      const job = (await response.json()) as JobDetail;
      const reason = { code: 'REGISTRY_CREDENTIALS_REFUSED', message: 'ghcr.io wants to know who pulls' };
      await route.fulfill({ response, json: { ...job, reason: { ...job.reason, ...reason } } });
    });
    await visit.goto(`/jobs/${jobs.failed}`);
    const card = page.getByRole('region', { name: 'Why it failed' });
    await card.getByRole('link', { name: 'Sign in to the registry' }).click();
    await page.waitForURL('**/registries');
    await page.getByRole('heading', { level: 1, name: 'Registries' }).waitFor();
    expect(visit.complaints).toEqual([]);
  });

  it('is found by the palette, and has no barrier in light or dark, with a dialog or without, and on a phone', async () => {
    await keep('seen.example.org');
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    await visit.goto('/');
    await page.keyboard.press('Control+k');
    await page.getByRole('textbox', { name: 'Search pages, jobs and agents' }).fill('regis');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/registries');
    await settle(page);
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Sign in again to seen.example.org' }).click();
    await page.getByRole('dialog').getByText('Password or token').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });

    await page.setViewportSize(phone);
    await page.getByRole('list', { name: 'Registries' }).getByText('seen.example.org').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    expect(await findOverflow(page)).toEqual([]);
    await page.getByRole('button', { name: 'Sign in to a registry' }).click();
    await page.getByRole('dialog').getByText('Password or token').waitFor();
    expect(await findOverflow(page)).toEqual([]);
    expect(visit.complaints).toEqual([]);
  });
});
