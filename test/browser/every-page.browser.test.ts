import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { findBarriers } from './harness/accessibility.ts';
import { chooseTheme } from './harness/choose-theme.ts';
import { findOverflow } from './harness/find-overflow.ts';
import { launchBrowser } from './harness/launch-browser.ts';
import { nowhere, places } from './harness/places.ts';
import { Visit } from './harness/visit.ts';

const { url, jobs } = inject('longshore');
const everyPlace = Object.entries({ ...places(), 'a page that there is not': nowhere });
const desk = { width: 1280, height: 900 };
/** Just wide enough for all columns of tables. */
const wide = { width: 1410, height: 900 };
const phone = { width: 390, height: 844 };
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(() => browser?.close());

/** The complaints that are none: a page that there is not is answered with 404, and the browser says so. */
const unexpected = ({ complaints }: Visit) =>
  complaints.filter((text) => !(text.includes(nowhere) && /404/.test(text)));

/** Whether something is on the screen of a phone, and large enough for a finger. */
async function expectInReach(control: Locator): Promise<void> {
  const box = await control.boundingBox();
  expect(box?.height).toBeGreaterThanOrEqual(40);
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(phone.height);
  expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(phone.width);
}

/** Whether the bar at the bottom of a phone leads to every room. */
async function expectRooms(page: Page): Promise<void> {
  const bar = page.getByRole('navigation', { name: 'Rooms, below' });
  for (const room of ['Overview', 'Jobs', 'Agents', 'Schedules', 'Topics']) {
    await expectInReach(bar.getByRole('link', { name: room }));
  }
  await expectInReach(bar.getByRole('button', { name: 'More' }));
}

describe('every page', () => {
  let visit: Visit;
  beforeAll(async () => {
    visit = await Visit.open(browser, url);
  });
  afterAll(() => visit?.[Symbol.asyncDispose]());

  it.each(everyPlace)(
    '%s: no barrier by WCAG 2.1 AA in light or dark, nothing sideways on a phone, no complaint of the browser',
    async (_, path) => {
      const { page } = visit;
      await page.setViewportSize(desk);
      await visit.goto(path);
      expect(await findBarriers(page)).toEqual([]);
      expect(await findOverflow(page)).toEqual([]);
      await page.setViewportSize(wide);
      await expect.poll(() => findOverflow(page)).toEqual([]);

      await page.setViewportSize(phone);
      await page.getByRole('navigation', { name: 'Rooms, below' }).waitFor();
      await expect.poll(() => findOverflow(page)).toEqual([]);
      await expectRooms(page);
      expect(unexpected(visit)).toEqual([]);
    },
  );

  it('the form has no barrier with all its parts unfolded and complaints in it', async () => {
    const { page } = visit;
    await page.setViewportSize(desk);
    await visit.goto('/jobs/new');
    for (const part of ['Records', 'Size', 'Placement', 'Environment', 'When it fails']) {
      await page.getByRole('button', { name: new RegExp(`^${part}`) }).click();
    }
    await page.getByRole('button', { name: 'Submit' }).click();
    await page.locator('[aria-invalid="true"]').first().waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.setViewportSize(phone);
    await expect.poll(() => findOverflow(page)).toEqual([]);
  });

  it('the palette and a dialog have no barrier', async () => {
    const { page } = visit;
    await page.setViewportSize(desk);
    await visit.goto(`/jobs/${jobs.running}`);
    await page.keyboard.press('Control+k');
    // Among the newest it is only until other tests have submitted theirs.
    await page.getByRole('textbox', { name: 'Search pages, jobs and agents' }).fill('nightly');
    await page.getByRole('dialog').getByText('nightly orders').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Stop', exact: true }).click();
    await page.getByRole('dialog').getByText('SIGTERM').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    expect(unexpected(visit)).toEqual([]);
  });

  it('a page that is opened in the dark is dark from the first, and stays so', async () => {
    await using night = await Visit.open(browser, url, { theme: 'dark' });
    await night.goto('/');
    expect(await night.page.locator('html').getAttribute('data-mantine-color-scheme')).toBe('dark');
    await night.page.getByRole('button', { name: 'Theme' }).click();
    await night.page.getByRole('menuitem', { name: 'Dark' }).click();
    await night.page.emulateMedia({ colorScheme: 'light' });
    await night.goto('/jobs');
    expect(await night.page.locator('html').getAttribute('data-mantine-color-scheme')).toBe('dark');
    await night.page.getByRole('button', { name: 'Theme' }).click();
    await night.page.getByRole('menuitem', { name: 'As the system' }).click();
    await chooseTheme(night.page, 'light');
    expect(night.complaints).toEqual([]);
  });
});

describe('on a phone', () => {
  it('what one goes to now and then is behind More, and one sees that one is there', async () => {
    await using visit = await Visit.open(browser, url, { ...phone, touch: true });
    const { page } = visit;
    await visit.goto('/agents');
    const more = page.getByRole('navigation', { name: 'Rooms, below' }).getByRole('button', { name: 'More' });
    const item = (name: string) => page.getByRole('menuitem', { name });
    await more.tap();
    await item('Settings').waitFor();
    await expectInReach(item('Settings'));
    await expectInReach(item('Audit'));
    expect(await findBarriers(page)).toEqual([]);
    await item('Settings').tap();
    await page.getByRole('heading', { level: 1, name: 'You' }).waitFor();
    await item('Settings').waitFor({ state: 'hidden' });
    await page.getByRole('link', { name: 'Registries' }).tap();
    await page.getByRole('heading', { level: 1, name: 'Registries' }).waitFor();
    await expect.poll(() => more.getAttribute('data-current')).toBe('true');
    await more.tap();
    await item('Audit').tap();
    await page.getByRole('heading', { level: 1, name: 'Audit' }).waitFor();
    expect(visit.complaints).toEqual([]);
  });

  it('a job can be submitted by touch, and stopped', async () => {
    await using visit = await Visit.open(browser, url, { ...phone, touch: true });
    const { page } = visit;
    await visit.goto('/');
    await page.getByRole('link', { name: 'New job' }).first().tap();
    await page.getByRole('combobox', { name: 'Topic', exact: true }).fill('phone');
    await page.getByRole('button', { name: /^Records/ }).tap();
    await page.getByRole('checkbox', { name: /^Without end/ }).tap();
    await page.getByRole('textbox', { name: 'Rate' }).fill('5');
    await page.getByRole('button', { name: 'Submit' }).tap();
    await page.waitForURL(/\/jobs\/[0-9a-f-]{36}$/);
    await page.locator('header').getByText('Running').waitFor();
    await page.getByRole('button', { name: 'Stop', exact: true }).tap();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Stop / })
      .tap();
    await page.locator('header').getByText('Stopped').waitFor();
    expect(await findOverflow(page)).toEqual([]);
    expect(visit.complaints).toEqual([]);
  });
});
