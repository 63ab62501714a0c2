import { AxeBuilder } from '@axe-core/playwright';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { findOverflow } from './harness/find-overflow.ts';
import { launchBrowser } from './harness/launch-browser.ts';
import { nowhere, places } from './harness/places.ts';
import { Visit } from './harness/visit.ts';

const { url } = inject('longshore');
const everyPlace = Object.entries({ ...places(), 'a page that there is not': nowhere });
const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(() => browser?.close());

/** What axe finds wrong on a page, one line each. */
async function violations({ page }: Visit): Promise<string[]> {
  const found = await new AxeBuilder({ page }).withTags(wcag).analyze();
  return found.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, any }) => `${id}: ${help} · ${html.slice(0, 200)} · ${any[0]?.message ?? ''}`),
  );
}

/** The complaints that are none: a page that there is not is answered with 404, and the browser says so. */
const unexpected = ({ complaints }: Visit) =>
  complaints.filter((text) => !(text.includes(nowhere) && /404/.test(text)));

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  let visit: Visit;
  beforeAll(async () => {
    visit = await Visit.open(browser, url, { theme });
  });
  afterAll(() => visit?.[Symbol.asyncDispose]());

  it.each(everyPlace)(
    '%s is accessible by WCAG 2.1 AA, and the browser has nothing to complain about',
    async (_, path) => {
      await visit.goto(path);
      expect(await visit.page.locator('html').getAttribute('data-mantine-color-scheme')).toBe(theme);
      expect(await violations(visit)).toEqual([]);
      expect(unexpected(visit)).toEqual([]);
    },
  );

  it('the form with all its parts unfolded and complaints, the palette and a dialog are accessible', async () => {
    const { page } = visit;
    await visit.goto('/jobs/new');
    for (const part of ['Records', 'Size', 'Placement', 'Environment', 'When it fails']) {
      await page.getByRole('button', { name: new RegExp(`^${part}`) }).click();
    }
    await page.getByRole('button', { name: 'Submit' }).click();
    await page.locator('[aria-invalid="true"]').first().waitFor();
    expect(await violations(visit)).toEqual([]);

    await page.keyboard.press('Control+k');
    await page.getByRole('textbox', { name: 'Search pages, jobs and agents' }).waitFor();
    await page.getByRole('dialog').getByText('nightly orders').waitFor();
    expect(await violations(visit)).toEqual([]);
    await page.keyboard.press('Escape');

    await visit.goto(`/jobs/${inject('longshore').jobs.running}`);
    await page.getByRole('button', { name: 'Stop', exact: true }).click();
    await page.getByRole('dialog').getByText('SIGTERM').waitFor();
    expect(await violations(visit)).toEqual([]);
    expect(unexpected(visit)).toEqual([]);
  });
});

describe('on a phone, 390 px wide', () => {
  let visit: Visit;
  beforeAll(async () => {
    visit = await Visit.open(browser, url, { width: 390, height: 844, touch: true });
  });
  afterAll(() => visit?.[Symbol.asyncDispose]());

  it.each(everyPlace)('%s does not scroll sideways, and leads everywhere', async (_, path) => {
    const { page } = visit;
    await visit.goto(path);
    expect(await findOverflow(page)).toEqual([]);
    for (const room of ['Overview', 'Jobs', 'Agents', 'Topics']) {
      const link = page.getByRole('navigation', { name: 'Rooms, below' }).getByRole('link', { name: room });
      const box = await link.boundingBox();
      expect(box?.height).toBeGreaterThanOrEqual(40);
      expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(844);
    }
    expect(unexpected(visit)).toEqual([]);
  });

  it('a job can be submitted, and stopped', async () => {
    const { page } = visit;
    await visit.goto('/');
    await page.getByRole('link', { name: 'New job' }).first().tap();
    await page.getByRole('combobox', { name: 'Topic', exact: true }).fill('phone');
    await page
      .getByRole('checkbox', { name: /^Without end/ })
      .or(page.getByRole('button', { name: /^Records/ }))
      .first()
      .tap();
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
    expect(unexpected(visit)).toEqual([]);
  });
});
