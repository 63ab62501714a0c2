import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { ControlPlane } from './harness/control-plane.ts';
import { countRecords } from './harness/count-records.ts';
import { launchBrowser } from './harness/launch-browser.ts';
import { notedTexts, noteTexts } from './harness/note-texts.ts';
import { settle, Visit } from './harness/visit.ts';

const { url, ownerKey, kafkaBootstrapServers } = inject('longshore');
const controlPlane = new ControlPlane(url, ownerKey);
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(() => browser?.close());

const field = (page: Page, name: string) =>
  page.getByRole(name === 'Topic' ? 'combobox' : 'textbox', { name, exact: true });
const submit = (page: Page) => page.getByRole('button', { name: 'Submit' }).click();

/** What a field says is wrong with what stands in it: the text that a screen reader reads with it. */
async function complaintAt(page: Page, name: string): Promise<string> {
  const input = field(page, name);
  await page.waitForFunction(
    (element) => element?.getAttribute('aria-invalid') === 'true',
    await input.elementHandle(),
  );
  const ids = (await input.getAttribute('aria-describedby')) ?? '';
  const texts = ids.split(' ').map((id) => page.locator(`[id="${id}"][id$="error"]`).allTextContents());
  return (await Promise.all(texts)).flat().join(' ');
}

describe('a job that is submitted through the form', () => {
  it('is followed to its end by a page that changes by itself, and its records are in the topic', async () => {
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    await visit.goto('/');
    await page.getByRole('link', { name: 'New job' }).first().click();
    await field(page, 'Topic').fill('people');
    await noteTexts(page, { state: 'header [data-look="pill"]', progress: '[aria-label="Progress"]' });
    await submit(page);

    await page.waitForURL(/\/jobs\/[0-9a-f-]{36}$/);
    await page.locator('header').getByText('Succeeded').waitFor({ timeout: 60_000 });
    await page.getByText('10,000 of 10,000 records').first().waitFor();
    // A reload would have forgotten what was noted before.
    const { state, progress } = await notedTexts(page);
    expect(state?.at(-1)).toBe('Succeeded');
    expect(state).toContain('Running');
    expect(progress?.at(-1)).toContain('10,000 of 10,000 records');

    await page.getByRole('link', { name: 'people', exact: true }).click();
    await page.getByText('10,000 records in 12 partitions').waitFor();
    await page.getByRole('navigation').getByRole('link', { name: 'Topics' }).first().click();
    await page.getByRole('row', { name: /^people 10,000 / }).waitFor();
    expect(await countRecords(kafkaBootstrapServers, 'people')).toEqual({ records: 10_000, keys: 10_000 });
    expect(visit.complaints).toEqual([]);
  });
});

describe('what is wrong in the form', () => {
  it('is said at its field as one leaves it, and nothing is submitted', async () => {
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    const before = await controlPlane.jobCount();
    await visit.goto('/jobs/new');
    await field(page, 'Topic').fill('a b');
    await field(page, 'Records').fill('-5');
    await field(page, 'Name').focus();
    expect(await complaintAt(page, 'Topic')).toContain('Kafka takes letters, digits');
    expect(await complaintAt(page, 'Records')).toContain('at least 1');
    await submit(page);
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-invalid'))).toBe('true');
    expect(new URL(page.url()).pathname).toBe('/jobs/new');

    await page.getByText('Run any image').click();
    await field(page, 'Image').fill('No Image');
    await field(page, 'Name').focus();
    expect(await complaintAt(page, 'Image')).toContain('not an image name');
    await submit(page);
    expect(new URL(page.url()).pathname).toBe('/jobs/new');
    expect(await controlPlane.jobCount()).toBe(before);
    expect(visit.complaints).toEqual([]);
  });

  it('and that only the server can know is shown at its field too', async () => {
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    const before = await controlPlane.jobCount();
    await visit.goto('/jobs/new');
    await field(page, 'Topic').fill('Job_Handling');
    await submit(page);
    expect(await complaintAt(page, 'Topic')).toContain('Longshore or Kafka itself works with');

    await field(page, 'Topic').fill('people');
    await page.getByRole('button', { name: /^Size/ }).click();
    await field(page, 'Cores').fill('900');
    await submit(page);
    expect(await complaintAt(page, 'Cores')).toContain('needs 900');
    await page.getByText('No agent could ever hold it').waitFor();
    expect(await controlPlane.jobCount()).toBe(before);
    // The browser tells of each refusal by itself, too.
    expect(visit.takeComplaints().filter((complaint) => !complaint.includes('422'))).toEqual([]);
  });
});

describe('a job that would never end', () => {
  it('is stopped from its page', async () => {
    const id = await controlPlane.submit({
      kind: 'data-generator',
      topic: 'endless',
      name: 'endless stream',
      generator: { count: null, ratePerSecond: 20 },
    });
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    await visit.goto(`/jobs/${id}`);
    await page.locator('header').getByText('Running').waitFor();
    await page.getByRole('button', { name: 'Stop', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Stop endless stream?' });
    await dialog.getByText('each container gets SIGTERM').waitFor();
    await dialog.getByRole('button', { name: 'Stop endless stream' }).click();

    await page.locator('header').getByText('Stopped').waitFor();
    await settle(page);
    expect(await page.getByRole('button', { name: 'Stop', exact: true }).isDisabled()).toBe(true);
    expect(await controlPlane.job(id)).toMatchObject({ state: 'STOPPED' });
    expect(visit.complaints).toEqual([]);
  });
});
