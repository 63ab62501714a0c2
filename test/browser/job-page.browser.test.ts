import type { JobEvent, JobSpecInput } from '@longshore/schemas';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { shellImage } from '../hosts/images.ts';
import { findBarriers } from './harness/accessibility.ts';
import { ControlPlane } from './harness/control-plane.ts';
import { findOverflow } from './harness/find-overflow.ts';
import { launchBrowser } from './harness/launch-browser.ts';
import { settle, Visit } from './harness/visit.ts';

const { url, ownerKey, agentId, jobs } = inject('longshore');
const controlPlane = new ControlPlane(url, ownerKey);
/** Fails twice, the same way: with all that a timeline can tell of it. */
const FAILING = {
  kind: 'container',
  image: shellImage,
  name: 'twice broken',
  command: ['sh', '-c', 'sleep 2; exit 3'],
  resources: { cpuMillis: 100, memoryBytes: 64 * 1024 * 1024 },
  retry: { maxAttempts: 2, initialDelayMs: 500, reasons: ['EXIT_NON_ZERO'] },
} satisfies JobSpecInput;
let browser: Browser;
let failing: string;

beforeAll(async () => {
  browser = await launchBrowser();
  failing = await controlPlane.submit(FAILING);
  await controlPlane.untilJob(failing, 'FAILED');
});

afterAll(() => browser?.close());

const entries = (page: Page) => page.getByRole('list', { name: 'Timeline' }).locator(':scope > li');
const idOf = (page: Page) => new URL(page.url()).pathname.split('/').at(-1) ?? '';

/** Waits until the page is that of another job. */
async function untilOtherJob(page: Page, than: string): Promise<string> {
  await page.waitForURL((at) => /\/jobs\/[0-9a-f-]{36}$/.test(at.pathname) && !at.pathname.endsWith(than));
  return idOf(page);
}

describe('the timeline', () => {
  it('tells what happened to a job from the submit to its end, each try with its reason and what to do', async () => {
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    await visit.goto(`/jobs/${failing}`);
    const told = await entries(page).locator('button[aria-expanded]').allInnerTexts();
    const words = told.map((text) => text.split('\n')[0]?.trim());
    const inOrder = [
      'Submitted',
      'Placed',
      'Instruction published',
      'Starting the container',
      'Container runs',
      'Container failed',
      'Another try is scheduled',
      'Placed · try 2',
      'Container runs · try 2',
      'Container failed · try 2',
      'Job failed',
    ];
    expect(words.filter((each) => inOrder.includes(each ?? ''))).toEqual(inOrder);
    const failed = entries(page)
      .filter({ hasText: /^.*Container failed/ })
      .first();
    await failed.getByText('Look at the last lines of its log.').waitFor();
    await failed.getByRole('button').click();
    await failed.getByText('(EXIT_NON_ZERO); another try would end the same').waitFor();
    await failed.getByText(/after the submit$/).waitFor();
    await page
      .getByRole('region', { name: 'Where the time went' })
      .getByRole('img', { name: /Running \d/ })
      .waitFor();
    expect(visit.complaints).toEqual([]);
  });

  it('of thousands of events is read to its end, and folds between its beginning and its end', async () => {
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    await playEvents(page, 2_500, null);
    await visit.goto(`/jobs/${failing}`);
    await entries(page).filter({ hasText: 'Event 2499.' }).waitFor();
    await entries(page).filter({ hasText: 'Event 0.' }).waitFor();
    await expect.poll(() => entries(page).count()).toBe(401);
    await page.getByRole('button', { name: 'Show 400 more of 2,100 entries between' }).click();
    await expect.poll(() => entries(page).count()).toBe(801);
    expect(await page.getByRole('note').count()).toBe(0);
    expect(visit.complaints).toEqual([]);
  });

  it('that is longer than a page reads says so, and where the rest is', async () => {
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    await playEvents(page, 20_000, 'more');
    await visit.goto(`/jobs/${failing}`);
    await page
      .getByRole('note')
      .getByText('These are the first 20,000 events; newer ones are not shown here.')
      .waitFor();
    await page.getByRole('note').getByRole('link', { name: 'Tasks' }).click();
    await page.getByRole('tab', { name: 'Tasks', selected: true }).waitFor();
    expect(visit.complaints).toEqual([]);
  });
});

/** Has a page be told of so many events of a job, each an entry of its own. */
async function playEvents(page: Page, count: number, next: string | null): Promise<void> {
  const eventOf = (index: number): JobEvent => ({
    id: String(index),
    jobId: failing,
    attemptId: null,
    taskIndex: null,
    attempt: null,
    agentId: null,
    type: 'TaskWaits',
    message: `Event ${index}`,
    reason: null,
    at: new Date(1_790_000_000_000 + index * 3_000).toISOString(),
  });
  await page.route(`**/api/v1/jobs/${failing}/events*`, (route) => {
    const from = Number(new URL(route.request().url()).searchParams.get('cursor') ?? 0);
    const to = Math.min(from + 1_000, count);
    const items = Array.from({ length: to - from }, (_, index) => eventOf(from + index));
    return route.fulfill({ json: { items, next: to < count ? String(to) : next } });
  });
}

describe('the placement receipt', () => {
  it('shows the agents with their scores as bars, of the last try and of the one before', async () => {
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    await visit.goto(`/jobs/${failing}`);
    const placed = entries(page).filter({ hasText: 'Placed' }).first();
    await placed.getByRole('button').click();
    await placed.getByRole('link', { name: 'Why there: the placement receipt' }).click();
    const agent = page.getByRole('list', { name: 'Agents' }).getByRole('listitem').filter({ hasText: agentId });
    await agent.getByText('Chosen').waitFor();
    await agent.getByRole('img', { name: /^Load \d\.\d{3}: / }).waitFor();
    const decision = page.getByRole('combobox', { name: 'Decision' });
    await expect.poll(() => decision.inputValue()).toBe(`Try 1, on ${agentId}`);
    expect(await findBarriers(page)).toEqual([]);
    await decision.click();
    await page.getByRole('option', { name: `Try 2, on ${agentId}` }).click();
    expect(new URL(page.url()).search).toBe('?tab=placement&task=0&try=2');
    const { tasks } = await controlPlane.job(failing);
    const [first, second] = tasks[0]?.attempts.map(({ receipt }) => receipt?.decidedAt) ?? [];
    expect(first).not.toBe(second);
    await agent.getByText('Chosen').waitFor();
    expect(visit.complaints).toEqual([]);
  });

  it('of a job that waits shows by what each agent was left out, and what would make it fit', async () => {
    const [agent] = await controlPlane.agents();
    // As much as the whole host, on which a job runs for as long as the tests.
    const id = await controlPlane.submit({
      ...FAILING,
      name: 'slack water',
      resources: { ...FAILING.resources, cpuMillis: agent?.capacity.cpuMillis ?? 0 },
    });
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    await visit.goto(`/jobs/${id}`);
    await page.getByRole('link', { name: 'What each agent lacks' }).click();
    const row = page.getByRole('list', { name: 'Agents' }).getByRole('listitem').filter({ hasText: agentId }).first();
    await row.getByText('Left out').waitFor();
    await row.getByText(/^needs .* has /).waitFor();
    await page.getByText('What would make it fit').waitFor();
    await controlPlane.stop(id);
    await controlPlane.untilJob(id, 'STOPPED');
    expect(visit.complaints).toEqual([]);
  });
});

describe('the spec', () => {
  it('is copied as YAML, as JSON and as the command that submits it', async () => {
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await visit.goto(`/jobs/${failing}?tab=spec`);
    const copied = async (as: string) => {
      await page.getByRole('radiogroup', { name: 'Spec: as' }).getByText(as, { exact: true }).click();
      await page.getByRole('region', { name: 'Spec' }).waitFor();
      await page.getByRole('button', { name: 'Copy Spec' }).click();
      return page.evaluate(() => navigator.clipboard.readText());
    };
    expect(await copied('YAML')).toContain('name: twice broken');
    const { spec } = await controlPlane.job(failing);
    expect(JSON.parse(await copied('JSON'))).toEqual(JSON.parse(JSON.stringify(spec)));
    const command = await copied('Command');
    expect(command).toContain(shellImage);
    expect(command).toMatch(/longshore .*twice broken/s);
    expect(visit.complaints).toEqual([]);
  });
});

describe('a job that ended', () => {
  it('is run again as it was, as a job of its own', async () => {
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    await visit.goto(`/jobs/${failing}`);
    await page.getByRole('button', { name: 'Run again', exact: true }).click();
    const id = await untilOtherJob(page, failing);
    const [before, after] = await Promise.all([controlPlane.job(failing), controlPlane.job(id)]);
    expect(after.spec).toEqual(before.spec);
    await controlPlane.stop(id);
    expect(visit.complaints).toEqual([]);
  });

  it('is run again with changes by a button beside it, and what was not changed stays as it was', async () => {
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    await visit.goto(`/jobs/${failing}`);
    await page.locator('main header').getByRole('link', { name: 'Run again with changes' }).click();
    await page.waitForURL(`**/jobs/new?from=${failing}`);
    await settle(page);
    const name = page.getByRole('textbox', { name: 'Name', exact: true });
    await expect.poll(() => name.inputValue()).toBe('twice broken');
    await name.fill('mended');
    await page.getByRole('button', { name: /^Program/ }).click();
    await page.getByRole('textbox', { name: 'Arguments' }).fill('sh\n-c\nexit 0');
    await page.getByRole('button', { name: 'Submit' }).click();
    const id = await untilOtherJob(page, failing);
    await page.locator('header').getByText('Succeeded').waitFor({ timeout: 60_000 });
    const { spec: before } = await controlPlane.job(failing);
    const { spec: after } = await controlPlane.job(id);
    expect(after).toEqual({ ...before, name: 'mended', command: ['sh', '-c', 'exit 0'] });
    expect(visit.complaints).toEqual([]);
  });

  it('keeps that way on a phone, in the menu beside it', async () => {
    await using visit = await Visit.open(browser, url, { width: 390, height: 844, touch: true });
    const { page } = visit;
    await visit.goto(`/jobs/${jobs.failed}`);
    expect(await findOverflow(page)).toEqual([]);
    expect(await page.locator('main header').getByRole('link', { name: 'Run again with changes' }).count()).toBe(0);
    await page.locator('main header').getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Run again with changes' }).click();
    await page.waitForURL(`**/jobs/new?from=${jobs.failed}`);
    expect(visit.complaints).toEqual([]);
  });
});

describe('a new job', () => {
  it('of two fields is planned before it is submitted: whether it fits now, or no agent at all', async () => {
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    const before = await controlPlane.jobCount();
    await visit.goto('/jobs/new');
    await page.getByText('Run any image').click();
    await page.getByRole('textbox', { name: 'Image', exact: true }).fill(shellImage);
    await page.getByRole('button', { name: /^Program/ }).click();
    await page.getByRole('textbox', { name: 'Arguments' }).fill('sh\n-c\necho done');
    const plan = page.getByRole('region', { name: 'Plan' });
    await page.getByRole('button', { name: 'Plan', exact: true }).click();
    await plan.getByText('Fits now').waitFor();
    await plan.getByText('1 task would start at once.').waitFor();
    await plan.getByRole('listitem').filter({ hasText: agentId }).first().waitFor();

    await page.getByRole('button', { name: /^Size/ }).click();
    const cores = page.getByRole('textbox', { name: 'Cores', exact: true });
    const usual = await cores.inputValue();
    await cores.fill('900');
    await plan.getByText('Made before your last change').waitFor();
    await page.getByRole('button', { name: 'Plan', exact: true }).click();
    await plan.getByText('Fits no agent').waitFor();
    await plan.getByText('could never hold it', { exact: true }).first().waitFor();
    expect(await controlPlane.jobCount()).toBe(before);

    await cores.fill(usual);
    await page.getByRole('button', { name: 'Submit' }).click();
    const id = await untilOtherJob(page, 'new');
    await page.locator('header').getByText('Succeeded').waitFor({ timeout: 60_000 });
    expect((await controlPlane.job(id)).spec).toMatchObject({ kind: 'container', image: shellImage, parallelism: 1 });
    expect(visit.complaints).toEqual([]);
  });
});
