import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from './harness/launch-browser.ts';
import { Visit } from './harness/visit.ts';

const { url, jobs, agentId, sort } = inject('longshore');
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(() => browser?.close());

declare global {
  interface Window {
    shifted: { value: number; what: string }[];
  }
}

const CHUNK = /static\/chunks\/[\w.~-]+\.js/g;
const FOR_OLD_BROWSERS = /<script[^>]+src="[^"]*(static\/chunks\/[\w.~-]+\.js)[^"]*"[^>]*\bnomodule\b/gi;

/** The scripts that a page names, without which it shows nothing: their bytes, compressed. */
async function firstScripts(page: Page, path: string): Promise<Map<string, number>> {
  const html = await (await page.request.get(path)).text();
  const seldom = new Set([...html.matchAll(FOR_OLD_BROWSERS)].map(([, name]) => name));
  const names = new Set((html.match(CHUNK) ?? []).filter((name) => !seldom.has(name)));
  const scripts = new Map<string, number>();
  for (const name of names) {
    const script = await page.request.get(`/_next/${name}`);
    scripts.set(name, gzipSync(await script.body()).length);
  }
  return scripts;
}

const PAGES = {
  Overview: '/',
  Jobs: '/jobs',
  'a job': `/jobs/${jobs.running}`,
  Agents: '/agents',
  'an agent': `/agents/${agentId}`,
  Sorts: '/sorts',
  'a sort': `/sorts/${sort}`,
  Work: '/work',
  Kitchens: '/kitchens',
};

describe('a page as it comes', () => {
  // Two thirds of it are React and Next.js. What is in the rest: docs/benchmarks.md.
  it.each(Object.entries(PAGES))('%s needs few scripts to show anything', async (_name, path) => {
    await using visit = await Visit.open(browser, url);
    const scripts = await firstScripts(visit.page, path);
    expect(scripts.size).toBeGreaterThan(3);
    const bytes = [...scripts.values()].reduce((sum, each) => sum + each, 0);
    const largest = Object.fromEntries([...scripts].toSorted(([, a], [, b]) => b - a).slice(0, 8));
    expect(bytes, JSON.stringify(largest)).toBeLessThanOrEqual(200_000);
  });

  it.each(
    Object.entries(PAGES).flatMap(([name, path]) => [
      [name, path, 1280, 900] as const,
      [name, path, 390, 844] as const,
    ]),
  )('%s (%s) at %d px moves nothing that one reads while its data arrives', async (_name, path, width, height) => {
    await using visit = await Visit.open(browser, url, { width, height });
    const { page } = visit;
    await page.addInitScript(() => {
      window.shifted = [];
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
          const { value, sources } = entry as PerformanceEntry & { value: number; sources: { node: Node | null }[] };
          window.shifted.push({ value, what: sources.map(({ node }) => node?.textContent?.slice(0, 40)).join(' | ') });
        }
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await visit.goto(path);
    const shifted = await page.evaluate(() => window.shifted);
    const moved = shifted.reduce((sum, { value }) => sum + value, 0);
    expect(moved, JSON.stringify(shifted)).toBeLessThanOrEqual(0.01);
    expect(visit.complaints).toEqual([]);
  });

  it('takes what is typed right after Control K, also where the palette is still on its way', async () => {
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    const first = await firstScripts(page, '/agents');
    const typed = Promise.withResolvers<void>();
    await page.route('**/_next/static/chunks/*.js', async (route) => {
      const { pathname } = new URL(route.request().url());
      if (!first.has(pathname.replace('/_next/', ''))) await typed.promise;
      await route.continue();
    });
    await page.goto('/agents');
    await page.getByRole('button', { name: 'Search, Control K' }).waitFor();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('nightly');
    typed.resolve();
    const search = page.getByRole('textbox', { name: 'Search pages, jobs and agents' });
    await expect.poll(() => search.inputValue()).toBe('nightly');
    await page.getByRole('dialog').getByText('nightly orders').waitFor();
    // None of them went to the page: `n` would have gone to a new job.
    expect(new URL(page.url()).pathname).toBe('/agents');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
  });

  it('hears its shortcuts again after a palette that nobody typed into', async () => {
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    await visit.goto('/agents');
    await page.keyboard.press('Control+k');
    await page.getByRole('textbox', { name: 'Search pages, jobs and agents' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.keyboard.press('n');
    await page.waitForURL('**/jobs/new');
    expect(visit.complaints).toEqual([]);
  });
});
