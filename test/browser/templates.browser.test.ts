import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { showing } from '../control-plane/owner-key.ts';
import { findBarriers } from './harness/accessibility.ts';
import { findOverflow } from './harness/find-overflow.ts';
import { launchBrowser } from './harness/launch-browser.ts';
import { settle, Visit } from './harness/visit.ts';

const { url, ownerKey, jobs } = inject('longshore');
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(() => browser?.close());

/** Keeps a template behind the browser’s back. */
async function keep(name: string, spec: object, description = ''): Promise<string> {
  const response = await fetch(`${url}/api/v1/templates`, {
    method: 'POST',
    headers: { ...showing(ownerKey), 'content-type': 'application/json' },
    body: JSON.stringify({ name, spec, description }),
  });
  expect(response.status).toBe(201);
  return ((await response.json()) as { id: string }).id;
}

const topicField = (page: Page) => page.getByRole('combobox', { name: 'Topic', exact: true });
/** The text of a view of a spec, in the language that is chosen. */
const sent = (page: Page) => page.getByRole('region', { name: 'What will be sent', exact: true }).last();

describe('a template', () => {
  it('is saved from the form of a job, overwritten knowingly, used, changed and deleted', async () => {
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    await visit.goto('/jobs/new');
    await topicField(page).fill('a b');
    await page.getByRole('button', { name: 'Save as template' }).click();
    // What is there must be right; what is missing may be.
    await page.getByText('Kafka takes letters').waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
    await topicField(page).fill('');
    await page.getByRole('textbox', { name: 'Records' }).fill('250');
    await page.getByRole('button', { name: 'Save as template' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Name of the template' }).fill('few records');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText('a template’s name has letters').waitFor();
    await dialog.getByRole('textbox', { name: 'Name of the template' }).fill('few-records');
    await dialog.getByRole('textbox', { name: 'What it is for' }).fill('Enough to try something');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });

    await page.getByRole('textbox', { name: 'Records' }).fill('300');
    await page.getByRole('button', { name: 'Save as template' }).click();
    await dialog.getByRole('textbox', { name: 'Name of the template' }).fill('few-records');
    await dialog.getByText('few-records is overwritten').waitFor();
    await dialog.getByRole('button', { name: 'Overwrite' }).click();
    await dialog.waitFor({ state: 'detached' });

    await page.getByRole('navigation', { name: 'Rooms', exact: true }).getByRole('link', { name: 'Templates' }).click();
    await page
      .getByRole('row', { name: /few-records/ })
      .getByText('Enough to try something')
      .waitFor();
    await page.getByRole('link', { name: 'New job from it: few-records' }).click();
    await page.getByText('From the template few-records').waitFor();
    expect(await page.getByRole('textbox', { name: 'Records' }).inputValue()).toBe('300');
    expect(await topicField(page).inputValue()).toBe('');
    await topicField(page).fill('from-a-template');
    await page.getByRole('button', { name: 'Submit' }).click();
    await page.waitForURL(/\/jobs\/[0-9a-f-]{36}$/);
    await page.locator('header').getByText('Succeeded').waitFor({ timeout: 120_000 });

    await visit.goto('/templates');
    await page.getByRole('link', { name: 'few-records', exact: true }).click();
    await page.getByRole('link', { name: 'Change' }).click();
    await topicField(page).fill('always-here');
    await page.getByRole('button', { name: 'Change the template' }).click();
    await page.getByText('records into always-here').waitFor();
    await page.getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await page.waitForURL(/\/templates$/);
    await page.getByRole('link', { name: 'few-records', exact: true }).waitFor({ state: 'detached' });
    expect(visit.complaints).toEqual([]);
    // A job is run to its end on the way, on a machine that may be busy.
  }, 240_000);

  it('is picked on New job, and taken from the menu of a job', async () => {
    const id = await keep('picked', { image: 'tool:1', parallelism: 3 });
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    await visit.goto('/jobs/new');
    await page.getByRole('combobox', { name: 'From a template' }).click();
    await page.getByRole('option', { name: /^picked/ }).click();
    await page.waitForURL(`**/jobs/new?template=${id}`);
    await page.getByText('From the template picked').waitFor();
    expect(await page.getByRole('textbox', { name: 'Image' }).inputValue()).toBe('tool:1');

    await visit.goto(`/jobs/${jobs.succeeded}`);
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Save as template' }).click();
    const dialog = page.getByRole('dialog');
    const name = dialog.getByRole('textbox', { name: 'Name of the template' });
    expect(await name.inputValue()).toBe('nightly-orders');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
    await visit.goto('/templates/nightly-orders');
    await page.getByText('records into orders').waitFor();
    expect(visit.complaints).toEqual([]);
  });

  it('is seen beside its form as YAML, JSON and the command that does the same', async () => {
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    await visit.goto('/jobs/new');
    await topicField(page).fill('people');
    await expect.poll(() => sent(page).textContent()).toBe('kind: data-generator\ntopic: people\n');
    await page.getByText('JSON', { exact: true }).click();
    await expect.poll(() => sent(page).textContent()).toContain('"topic": "people"');
    await page.getByText('Command', { exact: true }).click();
    await expect.poll(() => sent(page).textContent()).toBe('./longshore job run --topic people');
    await page.getByRole('textbox', { name: 'Records' }).fill('7');
    await expect.poll(() => sent(page).textContent()).toBe('./longshore job run --topic people --count 7');
    await visit.goto('/jobs/new');
    await topicField(page).fill('again');
    await expect.poll(() => sent(page).textContent()).toBe('./longshore job run --topic again');
    expect(visit.complaints).toEqual([]);
  });

  it.each(['light', 'dark'] as const)(
    'has no barrier in the %s theme, and scrolls nowhere sideways on a phone',
    async (theme) => {
      const spec = {
        image: 'registry.example.org/a-long-path/to/some-tool:2026-11-21',
        command: ['--flag', 'x'.repeat(90)],
      };
      const id = await keep(`seen-${theme}-with-a-name-that-is-rather-long-for-a-phone`, spec, 'Seen in a test');
      await using visit = await Visit.open(browser, url, { theme });
      const { page } = visit;
      const pages = [
        '/templates',
        '/templates/new',
        `/templates/${id}`,
        `/templates/${id}/change`,
        `/jobs/new?template=${id}`,
      ];
      for (const path of pages) {
        await page.setViewportSize({ width: 1280, height: 900 });
        await visit.goto(path);
        expect(await findBarriers(page), path).toEqual([]);
        await page.setViewportSize({ width: 390, height: 844 });
        await settle(page);
        await expect.poll(() => findOverflow(page), { message: path }).toEqual([]);
      }
      await page.getByRole('button', { name: 'Save as template' }).click();
      await page
        .getByRole('dialog')
        .getByText(/is overwritten/)
        .waitFor();
      expect(await findBarriers(page)).toEqual([]);
      expect(await findOverflow(page)).toEqual([]);
      expect(visit.complaints).toEqual([]);
    },
  );
});
