import type { AgentSummary, Overview, WorkQueues } from '@longshore/schemas';
import type { Browser, Page, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { findBarriers } from './harness/accessibility.ts';
import { findOverflow } from './harness/find-overflow.ts';
import { launchBrowser } from './harness/launch-browser.ts';
import { settle, Visit } from './harness/visit.ts';

const { url, jobs, agentId } = inject('longshore');
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

  it('names what needs a look, each with a link to it, and nothing where all is well', async () => {
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    await visit.goto('/');
    const look = page.getByRole('region', { name: 'Needs a look' });
    // One that was there before any test.
    await look.getByRole('link', { name: /^\d+ dead letters?$/ }).waitFor();
    expect(await findBarriers(page)).toEqual([]);

    // The same fleet with one agent that nobody hears; and then one without any trouble.
    await page.route('**/api/v1/agents?*', (route) => playAgents(route, 'SILENT'));
    await page.route('**/api/v1/overview', (route) => playOverview(route, { total: 1, ready: 0, attention: 1 }));
    await visit.goto('/');
    await look.getByText(`${agentId} Silent`).waitFor();
    expect(await findOverflow(page)).toEqual([]);
    await look.getByRole('link', { name: agentId }).click();
    await page.waitForURL(`**/agents/${agentId}`);

    await page.unrouteAll({ behavior: 'wait' });
    await page.route('**/api/v1/work-queues', async (route) => {
      const response = await route.fetch();
      const queues = (await response.json()) as WorkQueues;
      const items = queues.items.map((queue) => ({ ...queue, failed: 0, trouble: null }));
      await route.fulfill({ response, json: { ...queues, items } });
    });
    await page.route('**/api/v1/agents?*', (route) => playAgents(route, 'READY'));
    await page.route('**/api/v1/overview', (route) => playOverview(route, { total: 1, ready: 1, attention: 0 }));
    await page.route('**/api/v1/webhooks', (route) => route.fulfill({ json: { items: [], ready: true } }));
    await visit.goto('/');
    await page.getByRole('region', { name: 'The last hour' }).waitFor();
    expect(await look.count()).toBe(0);
    await page.unrouteAll({ behavior: 'wait' });
    expect(visit.complaints).toEqual([]);
  });
});

async function playAgents(route: Route, state: AgentSummary['state']): Promise<void> {
  const response = await route.fetch();
  const page = (await response.json()) as { items: AgentSummary[]; next: string | null };
  await route.fulfill({ response, json: { ...page, items: page.items.map((agent) => ({ ...agent, state })) } });
}

async function playOverview(route: Route, agents: Overview['agents']): Promise<void> {
  const response = await route.fetch();
  await route.fulfill({ response, json: { ...((await response.json()) as Overview), agents, waiting: [] } });
}
