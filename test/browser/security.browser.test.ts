import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from './harness/launch-browser.ts';
import { settle, Visit } from './harness/visit.ts';

declare global {
  interface Window {
    smuggled?: number;
  }
}

const { url } = inject('longshore');
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(() => browser?.close());

describe('a page', () => {
  it('runs nothing that stands in it by itself, and each answer has a nonce of its own', async () => {
    const policies = await Promise.all(
      ['/', '/', '/sign-in', '/no/such/page'].map(async (path) => {
        const { headers } = await fetch(`${url}${path}`);
        expect(headers.get('x-content-type-options')).toBe('nosniff');
        expect(headers.get('x-frame-options')).toBe('DENY');
        return headers.get('content-security-policy') ?? '';
      }),
    );
    for (const policy of policies) {
      expect(policy).toMatch(/script-src 'self' 'nonce-[\w+/=]{20,}' 'strict-dynamic';/);
      expect(policy).not.toContain('unsafe');
    }
    expect(new Set(policies).size).toBe(policies.length);
    const data = await fetch(`${url}/api/v1/openapi.json`);
    expect(data.headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'");

    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    // As if words of somebody's stood in the page as it was sent …
    await page.route(`${url}/`, async (route) => {
      const response = await route.fetch();
      const sent = (await response.text()).replace('</body>', '<script>window.smuggled = 1</script></body>');
      await route.fulfill({ response, body: sent });
    });
    await visit.goto('/');
    // … or were put into it as if they were markup.
    await page.evaluate(() => {
      const words = document.createElement('div');
      words.innerHTML =
        '<img src="data:," onerror="window.smuggled = 2"><a href="javascript:window.smuggled = 3">go</a>';
      document.body.append(words);
      words.querySelector('a')?.click();
    });
    const refused = ['inline script', 'inline event handler', 'JavaScript URL'].map((what) =>
      expect.stringMatching(new RegExp(`${what} violates the following Content Security Policy directive`)),
    );
    await expect.poll(() => visit.complaints).toEqual(refused);
    expect(await page.evaluate(() => window.smuggled)).toBeUndefined();
    visit.takeComplaints();
  });

  it('shows a script in the name of a job as words, wherever it is named', async () => {
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    const name = `<img src=x onerror="window.smuggled=4"><script>window.smuggled=5</script>`;
    const made = await page.context().request.post(`${url}/api/v1/jobs`, {
      headers: { origin: url },
      data: { kind: 'container', name, image: 'longshore/base:24', command: ['true'] },
    });
    expect(made.status(), await made.text()).toBe(201);
    const { id } = (await made.json()) as { id: string };
    for (const path of ['/jobs', `/jobs/${id}`, '/audit', `/jobs/new?from=${id}`]) {
      await visit.goto(path);
      expect(await page.evaluate(() => window.smuggled), path).toBeUndefined();
    }
    await visit.goto(`/jobs/${id}`);
    await page.getByRole('heading', { level: 1, name }).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('textbox', { name: 'Search pages, jobs and agents' }).fill('smuggled');
    await page.getByRole('dialog').getByText(name).waitFor();
    await settle(page);
    expect(await page.evaluate(() => window.smuggled)).toBeUndefined();
    expect(visit.complaints).toEqual([]);
  });
});
