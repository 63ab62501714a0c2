import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { findBarriers } from './harness/accessibility.ts';
import { ControlPlane } from './harness/control-plane.ts';
import { findOverflow } from './harness/find-overflow.ts';
import { focusIsVisible } from './harness/focus-is-visible.ts';
import { launchBrowser } from './harness/launch-browser.ts';
import { Visit } from './harness/visit.ts';

const { url, ownerKey, sort: succeeded } = inject('longshore');
const controlPlane = new ControlPlane(url, ownerKey);
const resources = { cpuMillis: 100, memoryBytes: 128 * 1024 * 1024 };
const phone = { width: 390, height: 844 };
const MINUTES = 240_000;
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(() => browser?.close());

/** Asks for a sort whose containers need a whole agent each, and wait as long as anything else runs there. */
async function askForever(name: string): Promise<string> {
  const [agent] = await controlPlane.agents();
  const whole = { cpuMillis: agent?.capacity.cpuMillis ?? 2_000, memoryBytes: resources.memoryBytes };
  return controlPlane.sort({ name, input: { from: 'generated', count: 1_000 }, resources: whole });
}

const elements = (page: Page) => page.getByRole('region', { name: 'Elements by rank' });

describe('the form of a sort', () => {
  it('says what is wrong at the field, and has the same as JSON and as a command beside it', async () => {
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    await visit.goto('/sorts');
    await page.getByRole('link', { name: 'New sort' }).first().click();
    const values = page.getByRole('textbox', { name: 'Values' });
    await page.getByRole('button', { name: 'Sort', exact: true }).click();
    await page.getByText('type or paste something to sort').waitFor();
    await values.fill('3 x 2');
    await page.getByRole('heading', { level: 1 }).click();
    await page.getByText(/line 2/).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await values.fill('3 1 2');
    await page.getByRole('heading', { level: 1 }).click();
    await page.getByText('Complete', { exact: true }).waitFor();

    const beside = page.getByRole('complementary', { name: 'What will be sent' });
    await beside.getByText('JSON', { exact: true }).click();
    await beside.locator('[data-kind="key"]').getByText('"values"').waitFor();
    await beside.getByText('Command', { exact: true }).click();
    await beside.getByText(/longshore sort - --type int32 <<'VALUES'/).waitFor();
    await page.getByRole('textbox', { name: 'Name' }).fill('by form');
    await beside.getByText('The command has no option for the name.').waitFor();

    await page.getByRole('tab', { name: 'Topic' }).click();
    await page.getByRole('button', { name: 'Sort', exact: true }).click();
    await page.getByText('name a topic').waitFor();
    await page.getByRole('tab', { name: 'File' }).click();
    await page.getByText(/At most 8 GiB/).waitFor();
    await page.setViewportSize(phone);
    await expect.poll(() => findOverflow(page)).toEqual([]);
    expect(visit.complaints).toEqual([]);
  });

  it(
    'uploads a file, says at which line it is wrong, and takes it once more on the page of the sort',
    async () => {
      await using visit = await Visit.open(browser, url);
      const { page } = visit;
      const choose = (text: string) =>
        page
          .locator('input[type="file"]')
          .setInputFiles({ name: 'numbers.txt', mimeType: 'text/plain', buffer: Buffer.from(text) });
      await visit.goto('/sorts/new');
      await page.getByRole('tab', { name: 'File' }).click();
      await choose('5\nno number\n1\n');
      await page.getByRole('textbox', { name: 'Name' }).fill('numbers of a file');
      await page.getByRole('textbox', { name: 'Cpu' }).fill('0.1');
      await page.getByRole('textbox', { name: 'Memory' }).fill('128');
      await page.getByRole('button', { name: 'Sort', exact: true }).click();
      await page
        .getByText(/line 2/)
        .first()
        .waitFor();
      // The browser says on its console that the upload was refused, as it should have been.
      visit.takeComplaints();
      await page.getByRole('link', { name: 'its page' }).click();
      await page.locator('header').getByText('Awaits its input').waitFor();
      expect(await findBarriers(page)).toEqual([]);
      await choose('5\n4\n-1\n30\n');
      await page.getByRole('button', { name: 'Upload' }).click();
      await page.locator('header').getByText('Succeeded').waitFor({ timeout: MINUTES });
      await elements(page).getByText('30', { exact: true }).waitFor();

      const downloading = page.waitForEvent('download');
      await page.getByRole('link', { name: 'Download' }).click();
      const path = await (await downloading).path();
      expect(await readFile(path, 'utf8')).toBe('-1\n4\n5\n30\n');
      expect(visit.complaints).toEqual([]);
    },
    MINUTES,
  );
});

describe('the page of a sort', () => {
  it(
    'shows it grow, proves the result, goes to a rank, and sorts the same with one sorter for the speed-up',
    async () => {
      await using visit = await Visit.open(browser, url);
      const { page } = visit;
      await visit.goto('/sorts/new');
      await page.getByRole('tab', { name: 'Generated' }).click();
      await page.getByRole('textbox', { name: 'Elements' }).fill('300000');
      await page.getByRole('textbox', { name: 'Sorters' }).fill('3');
      await page.getByRole('textbox', { name: 'Cpu' }).fill('0.2');
      await page.getByRole('textbox', { name: 'Memory' }).fill('128');
      await page.getByRole('textbox', { name: 'Name' }).fill('grows');
      await page.getByRole('button', { name: 'Sort', exact: true }).click();
      await page.waitForURL(/\/sorts\/[0-9a-f-]{36}$/);
      const first = page.url();
      await page.getByRole('progressbar', { name: 'Progress of grows' }).waitFor();
      await page.getByRole('button', { name: /^The whole/ }).waitFor({ timeout: MINUTES });
      await page.locator('header').getByText('Succeeded').waitFor({ timeout: MINUTES });

      const tree = page.getByRole('group', { name: /^Parts of the order/ });
      await tree.getByRole('button', { name: /^The whole: 300,000 elements/ }).focus();
      await page.keyboard.press('ArrowDown');
      await expect.poll(() => focusIsVisible(page)).toBe(true);
      await page.getByText(/^Part r\.0$/).waitFor();
      await page.keyboard.press('ArrowRight');
      await page.getByText(/^Part r\.1$/).waitFor();
      await page.getByRole('radiogroup', { name: 'Parts: as' }).getByText('Table').click();
      await page.getByRole('region', { name: 'Parts of the order' }).getByText('r.2', { exact: true }).waitFor();

      const lanes = page.getByRole('group', { name: /^Tries of the sorters/ });
      await lanes.getByRole('button', { name: /Sort r\.0, counts/ }).focus();
      await page.getByText(/^Sorts a part and writes it to the result\./).waitFor();
      await page.getByText(/max \/ mean/).waitFor();
      const proof = page.getByRole('region', { name: 'Proof' });
      await proof.getByText('holds').waitFor();
      await proof.getByText('300,000 in, 300,000 out').waitFor();

      await page.keyboard.press('/');
      await page.keyboard.type('299,999');
      await page.keyboard.press('Enter');
      await elements(page).locator('[aria-current="true"]').getByText('299,999').waitFor();
      expect(page.url()).toContain('rank=299999');
      await page.getByRole('textbox', { name: 'Go to a rank' }).fill('300000');
      await page.keyboard.press('Enter');
      await page.getByText('a rank from 0 to 299,999').waitFor();

      await page.getByRole('button', { name: 'Run it with 1' }).click();
      const dialog = page.getByRole('dialog');
      expect(await dialog.getByRole('textbox', { name: 'Sorters' }).inputValue()).toBe('1');
      await dialog.getByRole('button', { name: 'Sort again' }).click();
      await page.waitForURL((address) => /\/sorts\/[0-9a-f-]{36}$/.test(address.href) && address.href !== first);
      await page.locator('header').getByText('Succeeded').waitFor({ timeout: MINUTES });
      await page.goto(first);
      const speed = page.getByRole('region', { name: 'Speed' });
      await speed.getByRole('row', { name: /3, this one .*×$/ }).waitFor();
      expect(visit.complaints).toEqual([]);
    },
    2 * MINUTES,
  );

  it('links to its job, which links back', async () => {
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    await visit.goto(`/sorts/${succeeded}`);
    await page.locator('dl').getByRole('link', { name: 'zipf of the night' }).click();
    await page.waitForURL(/\/jobs\/[0-9a-f-]{36}$/);
    await page.getByRole('link', { name: /^the sort …/ }).click();
    await page.waitForURL(`**/sorts/${succeeded}`);
    expect(visit.complaints).toEqual([]);
  });

  it('says why it waits, what a stop will do before it does it, and is deleted', async () => {
    const id = await askForever('waits');
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    await visit.goto(`/sorts/${id}`);
    await page.getByRole('link', { name: 'Why, agent by agent' }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.keyboard.press('s');
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/The coordinator and 2 sorters end/).waitFor();
    await dialog.getByRole('button', { name: 'Stop it' }).click();
    await page.locator('header').getByText('Stopped').waitFor();
    await page.getByRole('button', { name: 'More', exact: true }).first().click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await dialog.getByText(/Its four topics go/).waitFor();
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await page.waitForURL('**/sorts');
    await page.getByRole('link', { name: 'waits', exact: true }).waitFor({ state: 'detached' });
    expect(visit.complaints).toEqual([]);
  });

  it('fits a phone, by finger, with the same as tables', async () => {
    await using visit = await Visit.open(browser, url, { ...phone, touch: true });
    const { page } = visit;
    await visit.goto(`/sorts/${succeeded}`);
    await page.getByRole('region', { name: 'Proof' }).getByText('holds').waitFor();
    await elements(page).waitFor();
    await expect.poll(() => findOverflow(page)).toEqual([]);
    await page.getByRole('radiogroup', { name: 'Parts: as' }).getByText('Table').tap();
    await page.getByRole('radiogroup', { name: 'Sorters: as' }).getByText('Table').tap();
    await expect.poll(() => findOverflow(page)).toEqual([]);
    expect(await findBarriers(page)).toEqual([]);
    expect(visit.complaints).toEqual([]);
  });
});

describe('the list of sorts', () => {
  it('has what goes on above, holds back what is new, and is narrowed to states', async () => {
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    await visit.goto('/sorts');
    await page.getByRole('row', { name: /zipf of the night/ }).waitFor();
    const id = await askForever('comes while one reads');
    await page.getByRole('list', { name: 'Being sorted' }).getByText('comes while one reads').waitFor();
    await page.getByRole('button', { name: '1 new' }).click();
    await page.getByRole('row', { name: /comes while one reads/ }).waitFor();
    await page.getByRole('group', { name: 'Narrow to states' }).getByRole('button', { name: 'Succeeded' }).click();
    await page.waitForURL(/filter=state:succeeded/);
    await page.getByRole('row', { name: /comes while one reads/ }).waitFor({ state: 'detached' });
    await page.getByRole('row', { name: /zipf of the night/ }).waitFor();
    await visit.goto(`/sorts/${id}`);
    await page.keyboard.press('s');
    await page.getByRole('dialog').getByRole('button', { name: 'Stop it' }).click();
    await page.locator('header').getByText('Stopped').waitFor();
    expect(visit.complaints).toEqual([]);
  });
});

describe('quicksort, step by step', () => {
  it('plays, steps forwards and back by keyboard, and says what happens', async () => {
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    await visit.goto('/sorts/learn');
    await page.getByText('16 numbers, as they came.').waitFor();
    await page.keyboard.press('ArrowRight');
    await page.getByText('Now places 1 to 16: 16 numbers.').waitFor();
    await page.keyboard.press('ArrowLeft');
    await page.getByText('16 numbers, as they came.').waitFor();
    await page.keyboard.press('End');
    await page.getByText(/^Sorted: \d+ comparisons, \d+ swaps\.$/).waitFor();
    await page.keyboard.press('Home');
    await page.getByText('16/s', { exact: true }).click();
    await page.getByRole('heading', { level: 1 }).click();
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Pause' }).waitFor();
    const step = async () => Number(/step (\d+) of/.exec(await page.locator('main').innerText())?.[1]);
    await expect.poll(step).toBeGreaterThan(3);
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Play' }).waitFor();
    const stopped = await step();
    await page.keyboard.press('ArrowRight');
    await expect.poll(step).toBe(stopped + 1);
    expect(await findBarriers(page)).toEqual([]);
    expect(visit.complaints).toEqual([]);
  });

  it('takes one’s own numbers, and fits a phone', async () => {
    await using visit = await Visit.open(browser, url, phone);
    const { page } = visit;
    await visit.goto('/sorts/learn');
    const own = page.getByRole('textbox', { name: 'Or your own' });
    await own.fill('3 x');
    await page.getByText('x is no number').waitFor();
    await own.fill('3 1 2');
    await page.getByText('3 numbers, as they came.').waitFor();
    // In a field the arrows are those of the field.
    await own.press('ArrowLeft');
    await page.getByText('3 numbers, as they came.').waitFor();
    await expect.poll(() => findOverflow(page)).toEqual([]);
    expect(visit.complaints).toEqual([]);
  });
});
