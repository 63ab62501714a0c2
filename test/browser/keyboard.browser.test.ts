import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { findBarriers } from './harness/accessibility.ts';
import { ControlPlane } from './harness/control-plane.ts';
import { findOverflow } from './harness/find-overflow.ts';
import { focusIsVisible } from './harness/focus-is-visible.ts';
import { launchBrowser } from './harness/launch-browser.ts';
import { settle, Visit } from './harness/visit.ts';

const { url, ownerKey } = inject('longshore');
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(() => browser?.close());

/** What has the focus, as a screen reader would call it. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : [];
    const text = element?.getAttribute('aria-label') ?? labels[0]?.textContent ?? element?.textContent ?? '';
    return text.replaceAll(/\s+/g, ' ').replace(/ ?\*$/, '').trim();
  });
}

/** Goes on with the Tab key until something has the focus; where the focus is must be seen at every step. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const passed: string[] = [];
  for (let step = 0; step < 60; step += 1) {
    await page.keyboard.press('Tab');
    const here = await focused(page);
    await expect.poll(() => focusIsVisible(page), { message: `the focus on "${here}" is seen` }).toBe(true);
    if (typeof name === 'string' ? here === name : name.test(here)) return;
    passed.push(here);
  }
  throw new Error(`The Tab key does not lead to ${name}, but to ${passed.join(' → ')}`);
}

describe('by keyboard alone', () => {
  it('a job is worded and submitted, and one sees where one is', async () => {
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    await visit.goto('/');
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Skip to content');
    await tabTo(page, 'New job');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/jobs/new');
    await settle(page);

    // The first field has the focus already.
    await expect.poll(() => focused(page)).toBe('Topic');
    await page.keyboard.type('typed');
    await page.keyboard.press('Escape');
    await tabTo(page, 'Records');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('250');
    await tabTo(page, 'Name');
    await page.keyboard.type('typed by hand');
    await tabTo(page, /^Size/);
    await page.keyboard.press('Enter');
    await tabTo(page, 'Tasks');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('2');
    await tabTo(page, 'Submit');
    await page.keyboard.press('Enter');

    await page.waitForURL(/\/jobs\/[0-9a-f-]{36}$/);
    const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    const job = await new ControlPlane(url, ownerKey).untilJob(id, 'SUCCEEDED');
    expect(job).toMatchObject({ name: 'typed by hand', topic: 'typed', taskCount: 2 });
    await page.locator('header').getByText('Succeeded').waitFor();
    expect(visit.complaints).toEqual([]);
  });

  it('the palette opens, finds a job and goes there; Escape closes it and gives the focus back', async () => {
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    const search = page.getByRole('textbox', { name: 'Search pages, jobs and agents' });
    await visit.goto('/agents');
    await tabTo(page, 'Theme');
    await page.keyboard.press('Control+k');
    await search.waitFor();
    await page.keyboard.press('Escape');
    await search.waitFor({ state: 'hidden' });
    await expect.poll(() => focused(page)).toBe('Theme');

    await page.keyboard.press('Control+k');
    // Whoever types at once types into it.
    await expect.poll(() => focused(page)).toBe('Search pages, jobs and agents');
    await page.keyboard.type('nightly');
    // At once: what does not fit is never what Enter goes to.
    await page.getByRole('dialog').getByText('nightly orders').waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/jobs/${inject('longshore').jobs.succeeded}`);
    await page.getByRole('heading', { level: 1, name: 'nightly orders' }).waitFor();
    expect(visit.complaints).toEqual([]);
  });

  it('the menu of the user opens, is gone through, closes, and leads to the settings and out', async () => {
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    const item = (name: string) => page.getByRole('menuitem', { name, exact: true });
    const goTo = async (name: string) => {
      for (let step = 0; step < 12 && (await focused(page)) !== name; step += 1) await page.keyboard.press('ArrowDown');
      expect(await focused(page)).toBe(name);
    };
    await visit.goto('/agents');
    await tabTo(page, /^You: /);
    const you = await focused(page);
    await page.keyboard.press('Enter');
    await item('Settings').waitFor();
    await page.keyboard.press('ArrowDown');
    const passed = [];
    for (let step = 0; step < 5; step += 1) {
      passed.push(await focused(page));
      await page.keyboard.press('ArrowDown');
    }
    expect([...new Set(passed)].sort()).toEqual(['As the system', 'Dark', 'Light', 'Settings', 'Sign out']);
    await page.keyboard.press('Escape');
    await item('Settings').waitFor({ state: 'hidden' });
    await expect.poll(() => focused(page)).toBe(you);

    await page.keyboard.press('Enter');
    await item('Settings').waitFor();
    await goTo('Settings');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/settings');
    await page.getByRole('heading', { level: 1, name: 'You' }).waitFor();

    await visit.goto('/');
    await tabTo(page, /^You: /);
    await page.keyboard.press('Space');
    await item('Sign out').waitFor();
    await goTo('Sign out');
    await page.keyboard.press('Enter');
    await page.waitForURL(`${url}/sign-in`);
    await expect.poll(() => focused(page)).toBe('E-mail');
    expect(visit.complaints.filter((text) => !/\b401\b/.test(text))).toEqual([]);
  });

  it('shortcuts lead from room to room, to the filter and to a new job', async () => {
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    await visit.goto('/');
    await page.keyboard.press('g');
    await page.keyboard.press('j');
    await page.waitForURL('**/jobs');
    await page.getByLabel('Filter jobs').waitFor();
    await page.keyboard.press('/');
    await expect.poll(() => focused(page)).toBe('Filter jobs');
    // In a field they are letters.
    await page.keyboard.type('gan');
    expect(await page.getByLabel('Filter jobs').inputValue()).toBe('gan');
    expect(new URL(page.url()).pathname).toBe('/jobs');
    for (let letter = 0; letter < 3; letter += 1) await page.keyboard.press('Backspace');
    await page.keyboard.press('Escape');
    await page.keyboard.press('g');
    await page.keyboard.press('a');
    await page.waitForURL('**/agents');
    await page.getByRole('heading', { level: 1, name: 'Agents' }).waitFor();
    // Beside a modifier they are the browser's.
    await page.keyboard.press('Alt+n');
    await page.keyboard.press('/');
    await page.getByRole('dialog').getByRole('textbox', { name: 'Search pages, jobs and agents' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    expect(new URL(page.url()).pathname).toBe('/agents');
    await page.keyboard.press('n');
    await page.waitForURL('**/jobs/new');
    expect(visit.complaints).toEqual([]);
  });

  it('a question mark shows all shortcuts, and behind the dialog none of them works', async () => {
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    await visit.goto('/topics');
    await page.keyboard.press('?');
    const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await dialog.getByText('Run it again with changes').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.keyboard.press('g');
    await page.keyboard.press('j');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    expect(new URL(page.url()).pathname).toBe('/topics');
    await page.setViewportSize({ width: 390, height: 844 });
    await page.keyboard.press('?');
    await dialog.waitFor();
    await expect.poll(() => findOverflow(page)).toEqual([]);
    expect(visit.complaints).toEqual([]);
  });

  it('a job is stopped, run again and read by keys; each asks first where something would happen', async () => {
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    await visit.goto(`/jobs/${inject('longshore').jobs.succeeded}`);
    // It has ended: there is nothing to stop.
    await page.keyboard.press('s');
    await page.keyboard.press('l');
    await page.getByRole('tab', { name: 'Logs', selected: true }).waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
    await page.keyboard.press('t');
    await page.getByRole('tab', { name: 'Timeline', selected: true }).waitFor();
    await page.keyboard.press('r');
    await page.getByRole('dialog').getByText('submitted as a new job').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });

    await visit.goto(`/jobs/${inject('longshore').jobs.running}`);
    await page.keyboard.press('s');
    await page.getByRole('dialog').getByText('SIGTERM').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    expect(visit.complaints).toEqual([]);
  });
});
