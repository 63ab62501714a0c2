import type { AgentDetail } from '@longshore/schemas';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { showing } from '../control-plane/owner-key.ts';
import { findBarriers } from './harness/accessibility.ts';
import { ControlPlane } from './harness/control-plane.ts';
import { findOverflow } from './harness/find-overflow.ts';
import { launchBrowser } from './harness/launch-browser.ts';
import { Visit } from './harness/visit.ts';

const { url, ownerKey, agentId } = inject('longshore');
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(() => browser?.close());

// The other tests need the agent as it was.
afterEach(async () => {
  await fetch(`${url}/api/v1/agents/${agentId}`, {
    method: 'PATCH',
    headers: { ...showing(ownerKey), 'content-type': 'application/json' },
    body: JSON.stringify({ cordoned: false, labels: null }),
  });
});

const button = (within: Page | Locator, name: string) => within.getByRole('button', { name, exact: true });

describe('a fleet of hundreds', () => {
  it('is listed and counted whole; of more than a page lists, the page says so', async () => {
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    const fleet = { count: 450 };
    const [sample] = await new ControlPlane(url, ownerKey).agents();
    await page.route('**/api/v1/agents?*', async (route) => {
      const asked = new URL(route.request().url()).searchParams;
      const from = Number(asked.get('cursor') ?? 0);
      const to = Math.min(from + Number(asked.get('limit')), fleet.count);
      const played = Array.from({ length: to - from }, (_, index) => ({
        ...sample,
        id: `host-${String(from + index).padStart(4, '0')}`,
        state: 'READY',
        cordoned: false,
        drain: null,
        runningContainers: 0,
      }));
      await route.fulfill({ json: { items: played, next: to < fleet.count ? String(to) : null } });
    });
    await visit.goto('/agents');
    await page.getByText('450 agents ready · 0 containers run').waitFor();
    await page.getByRole('link', { name: 'host-0449' }).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('textbox', { name: 'Search pages, jobs and agents' }).fill('host-0441');
    await page.getByRole('dialog').getByText('host-0441').waitFor();
    await page.keyboard.press('Escape');

    fleet.count = 1_200;
    await visit.goto('/agents');
    await page.getByText(/the first 1,000 by name; there are more$/).waitFor();
    await page.unrouteAll({ behavior: 'wait' });
    expect(visit.complaints).toEqual([]);
  });
});

describe('an agent’s page', () => {
  it('closes the agent to new work, empties it, and opens it again, saying before what each will do', async () => {
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    await visit.goto(`/agents/${agentId}`);
    const header = page.locator('main header');
    await button(header, 'Cordon').click();
    const cordon = page.getByRole('dialog', { name: `Cordon ${agentId}?` });
    await cordon.getByText('Nothing new is placed there until it is opened again.').waitFor();
    await button(cordon, 'Cordon').click();
    await header.getByText('Cordoned').waitFor();
    await button(header, 'Open').click();
    await header.getByText('Cordoned').waitFor({ state: 'detached' });

    await button(header, 'Drain').click();
    const drain = page.getByRole('dialog', { name: `Drain ${agentId}?` });
    await drain.getByText('what has not started there goes elsewhere at once').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await button(drain, 'Drain').click();
    // A job runs there for as long as the tests: it is waited for.
    await header.getByText('Draining').waitFor();
    await page.getByText(/1 task left; what still runs in (10|9) min.* is stopped and started elsewhere/).waitFor();
    await button(header, 'Call off and open').click();
    await header.getByText('Draining').waitFor({ state: 'detached' });
    await button(header, 'Cordon').waitFor();
    expect(visit.complaints).toEqual([]);
  });

  it('sets labels over the agent’s own, says at the field what is no label, and goes back', async () => {
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    await visit.goto(`/agents/${agentId}`);
    const panel = page.getByRole('region', { name: 'Labels' });
    await button(panel, 'Edit labels').click();
    const dialog = page.getByRole('dialog', { name: `Labels of ${agentId}` });
    const text = dialog.getByRole('textbox');
    await text.fill('zone=eu-1\nnot a label');
    await button(dialog, 'Set labels').click();
    await dialog.getByText('Line 2: expected name=value, such as zone=eu-1.').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await text.fill('zone=eu-1\nrack=7');
    await button(dialog, 'Set labels').click();
    await panel.getByText('rack=7').waitFor();
    await panel.getByText('zone=eu-1').waitFor();
    await panel.getByTitle('Taken away here').filter({ hasText: 'disk=ssd' }).waitFor();
    await button(panel, 'Edit labels').click();
    await button(dialog, 'As on its host').click();
    await panel.getByText('rack=7').waitFor({ state: 'detached' });
    await panel.getByTitle('Set on its host').filter({ hasText: 'disk=ssd' }).waitFor();
    expect(visit.complaints).toEqual([]);
  });

  it('fits a phone, with the dialogs open', async () => {
    await using visit = await Visit.open(browser, url, { width: 390, height: 844, touch: true });
    const { page } = visit;
    await visit.goto(`/agents/${agentId}`);
    expect(await findOverflow(page)).toEqual([]);
    await button(page, 'Drain').click();
    await page.getByRole('dialog').waitFor();
    expect(await findOverflow(page)).toEqual([]);
  });
});

describe('a host that is dead', () => {
  it('is confirmed so by its name, after what follows was said; the control plane takes no such word of one that is heard', async () => {
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    await visit.goto(`/agents/${agentId}`);
    expect(await page.getByRole('button', { name: 'Confirm dead' }).count()).toBe(0);

    // The page sees its agent silent; the control plane knows better.
    let deadConfirmed = false;
    await page.route(`**/api/v1/agents/${agentId}`, async (route) => {
      const response = await route.fetch();
      const agent = (await response.json()) as AgentDetail;
      const silent = { ...agent, state: 'SILENT', stateDetail: 'Not heard for 2 min', deadConfirmed };
      await route.fulfill({ response, json: silent });
    });
    await visit.goto(`/agents/${agentId}`);
    await page.getByRole('button', { name: 'Confirm dead' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/counts as lost and is tried again on other agents/).waitFor();
    await dialog.getByText(/the same work is done twice/).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'It is dead' }).click();
    await dialog.getByText(`the name of the agent: ${agentId}`).waitFor();
    await dialog.getByRole('textbox', { name: `Type ${agentId} to confirm` }).fill(agentId);
    await dialog.getByRole('button', { name: 'It is dead' }).click();
    await dialog.getByRole('alert').getByText('Only a silent agent can be confirmed dead').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    await expect.poll(() => findOverflow(page)).toEqual([]);

    await page.route(`**/api/v1/agents/${agentId}/confirm-dead`, async (route) => {
      deadConfirmed = true;
      await route.fulfill({ status: 202, json: { id: agentId } });
    });
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('Its host was confirmed dead').waitFor();
    await page.getByRole('button', { name: 'Confirm dead' }).waitFor({ state: 'detached' });
    expect(visit.complaints.filter((text) => !/\b409\b/.test(text))).toEqual([]);
  });
});
