import type { AgentSummary } from '@longshore/schemas';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { findBarriers } from './harness/accessibility.ts';
import { findOverflow } from './harness/find-overflow.ts';
import { launchBrowser } from './harness/launch-browser.ts';
import { settle, Visit } from './harness/visit.ts';

const { url, agentId } = inject('longshore');
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(() => browser?.close());

/** Has the page see more agents than there are: the real one in other places and states. */
async function seeFleet(page: Page, fleet: readonly Partial<AgentSummary>[]): Promise<void> {
  await page.route('**/api/v1/agents?*', async (route) => {
    const response = await route.fetch();
    const { items } = (await response.json()) as { items: AgentSummary[] };
    await route.fulfill({
      response,
      json: { items: fleet.map((changes) => ({ ...items[0], ...changes })), next: null },
    });
  });
}

const berlin = { name: 'Berlin', latitude: 52.52, longitude: 13.4 };
const lisbon = { name: 'Lisbon', latitude: 38.72, longitude: -9.14 };

describe('the map of agents', () => {
  it('is chosen beside the list, stays in the address, and leads to an agent', async () => {
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    await visit.goto('/agents');
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).origin));
    await page.getByText('Map', { exact: true }).click();
    await page.waitForURL('**/agents?view=map');
    const map = page.getByRole('region', { name: 'Map of agents' });
    await map.getByRole('link', { name: `${agentId}: ready, Frankfurt` }).click();
    await page.waitForURL(`**/agents/${agentId}`);
    await page.goBack();
    await map.getByRole('link', { name: `${agentId}: ready, Frankfurt` }).waitFor();
    // Nothing is asked of anybody else.
    expect([...new Set(asked)]).toEqual([url]);
    expect(visit.complaints).toEqual([]);
  });

  it('loads its outline only when it is looked at', async () => {
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    const sizes = new Map<string, number>();
    page.on('response', async (response) => {
      if (response.request().resourceType() === 'script') sizes.set(response.url(), (await response.body()).length);
    });
    await visit.goto('/agents');
    await page.waitForLoadState('networkidle');
    const before = [...sizes.values()].reduce((sum, size) => sum + size, 0);
    await page.getByText('Map', { exact: true }).click();
    await page.getByRole('region', { name: 'Map of agents' }).locator('path').first().waitFor();
    await expect.poll(() => [...sizes.values()].reduce((sum, size) => sum + size, 0)).toBeGreaterThan(before + 90_000);
  });

  it('puts agents at one place together with their number, and lists below those that are nowhere', async () => {
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    await seeFleet(page, [
      { id: 'b-1', location: berlin },
      { id: 'b-2', location: berlin, state: 'SILENT', stateDetail: 'Not heard for 2 min' },
      { id: 'l-1', location: lisbon, state: 'UNHEALTHY' },
      { id: 'n-1', location: null },
    ]);
    await visit.goto('/agents?view=map');
    const map = page.getByRole('region', { name: 'Map of agents' });
    await map.getByRole('link', { name: 'l-1: unhealthy, Lisbon' }).waitFor();
    const cluster = map.getByRole('button', { name: '2 agents at Berlin: 1 silent, 1 ready' });
    await cluster.focus();
    await page.keyboard.press('Enter');
    const list = page.getByRole('dialog');
    await list.getByRole('link', { name: /^b-2/ }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await list.waitFor({ state: 'hidden' });

    const below = page.getByRole('region', { name: 'Not on the map' });
    await below.getByRole('link', { name: /^n-1/ }).waitFor();
    await below.getByText('LONGSHORE_AGENT_LOCATION=52.52,13.40,Berlin').waitFor();

    await page.setViewportSize({ width: 390, height: 844 });
    await settle(page);
    await expect.poll(() => findOverflow(page)).toEqual([]);
    const pins = map.locator('a, button');
    const frame = await map.boundingBox();
    for (const pin of await pins.all()) {
      const box = await pin.boundingBox();
      expect(box?.x).toBeGreaterThanOrEqual(frame?.x ?? 0);
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual((frame?.x ?? 0) + (frame?.width ?? 0));
    }
    await map.getByText('Whole world').click();
    // From afar even Lisbon is too close to Berlin.
    await map.getByRole('button', { name: '3 agents at 2 places: 1 silent, 1 unhealthy, 1 ready' }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    expect(visit.complaints).toEqual([]);
  });
});
