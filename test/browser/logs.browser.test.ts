import { readFile } from 'node:fs/promises';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { shellImage } from '../hosts/images.ts';
import { findBarriers } from './harness/accessibility.ts';
import { ControlPlane } from './harness/control-plane.ts';
import { findOverflow } from './harness/find-overflow.ts';
import { launchBrowser } from './harness/launch-browser.ts';
import { Visit } from './harness/visit.ts';

const { url, ownerKey } = inject('longshore');
const controlPlane = new ControlPlane(url, ownerKey);
const small = { cpuMillis: 100, memoryBytes: 64 * 1024 * 1024 };
let browser: Browser;

/** 400 lines of every kind, then what no page should choke on. */
const CHATTER = String.raw`
for i in $(seq 1 80); do
  echo "request $i handled"
  echo "GET /health timed out: error $i"
  echo "error: upstream $i timed out" >&2
  printf '\033[31mred %s\033[0m \033[1;38;2;0;120;255mblue\033[0m\n' $i
  echo "error in step $i"
done
echo '<script>window.hacked = true</script><img src=x onerror="window.hacked = true">'
printf 'binary \001\002 \033]0;title\007 \377\376 bytes\n'
for i in 1 2 3 4 5 6 7 8 9 10; do line="$line$line 0123456789"; done
echo "long $line$line$line$line$line$line$line$line$line$line$line$line$line$line$line$line"
echo "the end"
`;

async function run(name: string, script: string): Promise<string> {
  return controlPlane.submit({
    kind: 'container',
    image: shellImage,
    name,
    command: ['sh', '-c', script],
    resources: small,
  });
}

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(() => browser?.close());

const lines = (page: Page): Locator => page.getByRole('log', { name: 'Lines' });
const field = (page: Page): Locator => page.getByRole('textbox', { name: 'Search the log' });

/** Distance from the end of the list, in pixels. */
function pixelsFromEnd(page: Page): Promise<number> {
  return lines(page).evaluate((box) => box.scrollHeight - box.scrollTop - box.clientHeight);
}

describe('the log of a job', () => {
  let chatter: string;

  beforeAll(async () => {
    chatter = await run('chatter', CHATTER);
    await controlPlane.untilJob(chatter, 'SUCCEEDED');
  });

  it('is searched for several words, without others, and shown whole or only where they stand', async () => {
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    await visit.goto(`/jobs/${chatter}?tab=logs`);
    await lines(page).getByText('the end', { exact: true }).waitFor();

    await page.keyboard.press('/');
    await expect.poll(() => field(page).evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.type('error "timed out" -health');
    await page.getByText('80 found').waitFor();
    await page.keyboard.press('Enter');
    const current = lines(page).locator('[data-current]');
    await current.waitFor();
    const first = await page.getByRole('status').filter({ hasText: 'of 80' }).innerText();
    await page.keyboard.press('Shift+Enter');
    await expect.poll(() => page.getByRole('status').filter({ hasText: 'of 80' }).innerText()).not.toBe(first);
    expect(await current.locator('mark').allInnerTexts()).toEqual(['error', 'timed out']);
    expect(await page.getByText(/hidden/).count()).toBe(0);

    await page.getByRole('button', { name: 'Only matching lines' }).click();
    await page.getByText(/^80 shown, [\d,]+ hidden/).waitFor();
    await expect
      .poll(async () => (await lines(page).locator('[data-index]').allInnerTexts()).join('\n'))
      .not.toContain('handled');
    expect(await lines(page).locator('[data-stream="STDOUT"]').count()).toBe(0);
    expect(await findBarriers(page)).toEqual([]);

    await page.getByRole('combobox', { name: 'Streams' }).click();
    await page.getByRole('option', { name: 'stdout', exact: true }).click();
    await page.getByText(/^0 shown/).waitFor();
    await page.getByText('not found').waitFor();
    await field(page).press('Escape');
    await page.getByText(/^[\d,]+ shown, 80 hidden/).waitFor();
    expect(visit.complaints).toEqual([]);
  });

  it('has its colours, and nothing in it becomes part of the page', async () => {
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    await visit.goto(`/jobs/${chatter}?tab=logs`);
    await lines(page).getByText('<script>window.hacked = true</script>').waitFor();
    await lines(page).getByText(String.raw`binary \x01\x02  �� bytes`).waitFor();
    await lines(page)
      .getByText(/more characters, which the download holds/)
      .waitFor();
    const box = lines(page);
    expect(await box.locator('script, img').count()).toBe(0);
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false);

    const red = box.getByText('red 80', { exact: true });
    await field(page).fill('"red 80"');
    await page.getByText('1 found').waitFor();
    await field(page).press('Enter');
    await field(page).press('Escape');
    await red.waitFor();
    await box.locator('mark').first().waitFor({ state: 'detached' });
    const inkOf = (part: Locator) => part.evaluate((element) => getComputedStyle(element).color);
    expect(await inkOf(red)).toBe('rgb(163, 33, 26)');
    const blue = box.getByText('blue', { exact: true }).last();
    expect(await inkOf(blue)).toMatch(/^oklch/);
    expect(await blue.evaluate((element) => getComputedStyle(element).fontWeight)).toBe('700');
    await field(page).fill('"red 80 blue"');
    await page.getByText('1 found').waitFor();
    expect(visit.complaints).toEqual([]);
  });

  it('is linked to by the line, and opens there without following', async () => {
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    await visit.goto(`/jobs/${chatter}?tab=logs`);
    await lines(page).getByText('the end', { exact: true }).waitFor();
    await lines(page).locator('[data-line-link]').last().click();
    await expect.poll(() => new URL(page.url()).hash).toMatch(/^#L0\.1-\d+$/);

    const other = await visit.another(`/jobs/${chatter}?tab=logs#L0.1-42`);
    const linked = lines(other).locator('[data-linked]');
    await linked.waitFor();
    expect(await linked.innerText()).toContain('42');
    await expect
      .poll(() =>
        linked.evaluate((row) => {
          const { top, bottom } = row.getBoundingClientRect();
          const box = row.closest('[role="log"]')?.getBoundingClientRect();
          return box !== undefined && top >= box.top && bottom <= box.bottom;
        }),
      )
      .toBe(true);
    expect(await other.getByRole('switch', { name: 'Follow' }).isChecked()).toBe(false);

    // In the same page, while the line is hidden.
    await field(other).fill('"GET /health"');
    await field(other).press('Enter');
    await other.getByRole('button', { name: 'Only matching lines' }).click();
    await other.getByText(/^80 shown/).waitFor();
    await other.goto(`/jobs/${chatter}?tab=logs#L0.1-51`);
    await lines(other).locator('[data-linked]').getByText('51', { exact: true }).waitFor();

    await other.goto(`/jobs/${chatter}?tab=logs#L0.1-999999`);
    await other.getByText('Line 0.1-999999 is not kept any more.').waitFor();
    expect(visit.complaints).toEqual([]);
  });

  it('tells times as one likes, and remembers it, and how to wrap', async () => {
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    await visit.goto(`/jobs/${chatter}?tab=logs`);
    await lines(page).getByText('the end', { exact: true }).waitFor();
    await page.getByRole('combobox', { name: 'Times' }).click();
    await page.getByRole('option', { name: 'Full, UTC' }).click();
    await page.getByRole('switch', { name: 'Wrap' }).click();
    await visit.goto(`/jobs/${chatter}?tab=logs`);
    const last = lines(page).locator('[data-line-link]').last();
    await expect.poll(() => last.innerText()).toMatch(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(await page.getByRole('switch', { name: 'Wrap' }).isChecked()).toBe(true);
    expect(await pixelsFromEnd(page)).toBeLessThan(40);
  });

  it('fits a phone', async () => {
    await using visit = await Visit.open(browser, url, { width: 390, height: 844, touch: true });
    const { page } = visit;
    await visit.goto(`/jobs/${chatter}?tab=logs`);
    await lines(page).getByText('the end', { exact: true }).waitFor();
    expect(await findOverflow(page)).toEqual([]);
    await page.getByRole('button', { name: 'View' }).click();
    await page.getByRole('combobox', { name: 'Streams' }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
  });
});

describe('the log of a program that writes what nobody can read', () => {
  it('shows the start of a line of 10 MB, says how much is left out, and stays quick', async () => {
    const id = await run(
      'long line',
      'echo before; busybox head -c 10000000 /dev/zero | busybox tr "\\0" x; echo; echo after',
    );
    await controlPlane.untilJob(id, 'SUCCEEDED');
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    await visit.goto(`/jobs/${id}?tab=logs`);
    await lines(page).getByText('after', { exact: true }).waitFor();
    const long = lines(page).locator('[data-index]').filter({ hasText: 'xxxxx' });
    await long.getByText('57,344 more characters, which the download holds; 9,934,464 more were not kept').waitFor();
    expect((await long.innerText()).length).toBeLessThan(20_000);
    await page.getByRole('switch', { name: 'Wrap' }).click();
    await lines(page).getByText('after', { exact: true }).waitFor();
    expect(await findOverflow(page)).toEqual([]);

    const downloading = page.waitForEvent('download');
    await page
      .getByRole('button', { name: 'Download' })
      .or(page.getByRole('link', { name: 'Download' }))
      .click();
    const text = await readFile(await (await downloading).path(), 'utf8');
    expect(text).toContain('x … (9934464 more characters)');
    expect(text.length).toBeLessThan(70_000);
    expect(visit.complaints).toEqual([]);
  });

  it('shows bytes that are no text as such, and obeys none of them', async () => {
    const script = String.raw`printf 'a\000b \377\376 \033]0;owned\007 \033[2J\033[31mred\033[0m \033]8;;javascript:alert(1)\033\\link\n'; busybox head -c 4000 /dev/urandom; echo; echo after`;
    const id = await run('binary', script);
    await controlPlane.untilJob(id, 'SUCCEEDED');
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    await visit.goto(`/jobs/${id}?tab=logs`);
    await lines(page).getByText('after', { exact: true }).waitFor();
    const first = lines(page).locator('[data-index]').filter({ hasText: 'red link' });
    expect(await first.innerText()).toContain('a\ufffdb \ufffd\ufffd  red link');
    expect(await lines(page).locator('a:not([data-line-link])').count()).toBe(0);
    expect(await page.title()).not.toContain('owned');
    expect(await findOverflow(page)).toEqual([]);
    expect(await findBarriers(page)).toEqual([]);
    expect(visit.complaints).toEqual([]);
  });
});

describe('the log of a job that runs', () => {
  it('is followed, until one scrolls up and again when one comes back to the end', async () => {
    const id = await run('ticker', 'i=0; while true; do i=$((i+1)); echo "tick $i"; sleep 0.1; done');
    try {
      await using visit = await Visit.open(browser, url);
      const { page } = visit;
      await visit.goto(`/jobs/${id}?tab=logs`);
      const follow = page.getByRole('switch', { name: 'Follow' });
      await lines(page).getByText('tick 60', { exact: true }).waitFor();
      expect(await pixelsFromEnd(page)).toBeLessThan(40);

      await lines(page).hover();
      await page.mouse.wheel(0, -300);
      await expect.poll(() => follow.isChecked()).toBe(false);
      const top = await lines(page).evaluate((box) => box.scrollTop);
      await page.getByRole('button', { name: /^Newest [1-9]\d* new$/ }).waitFor();
      expect(await lines(page).evaluate((box) => box.scrollTop)).toBe(top);

      await page.mouse.wheel(0, 100_000);
      await expect.poll(() => follow.isChecked()).toBe(true);
      const seen = await lines(page).locator('[data-index]').count();
      expect(seen).toBeGreaterThan(0);
      const last = () => lines(page).locator('[data-index]').last().innerText();
      const before = await last();
      await expect.poll(last).not.toBe(before);
      expect(await pixelsFromEnd(page)).toBeLessThan(40);
      expect(visit.complaints).toEqual([]);
    } finally {
      await controlPlane.stop(id);
    }
  });

  it('is read back from the end, without a jump, when one scrolls up in a long one', async () => {
    const id = await run('long', 'for second in 1 2 3 4 5 6; do seq 1 900; sleep 1; done; echo "the end"');
    await controlPlane.untilJob(id, 'SUCCEEDED');
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    await visit.goto(`/jobs/${id}?tab=logs`);
    await lines(page).getByText('the end', { exact: true }).waitFor();
    await page.getByText(/^2,000 lines are loaded; older ones load as you scroll/).waitFor();
    await lines(page).hover();
    await page.mouse.wheel(0, -36_500);
    await page.getByText(/^4,000 lines are loaded/).waitFor();
    // What was in view is in view.
    const numbers = await lines(page).locator('[data-line-link]').allInnerTexts();
    expect(numbers.some((number) => number.startsWith('3'))).toBe(true);

    await visit.goto(`/jobs/${id}?tab=logs#L0.1-700`);
    await lines(page).locator('[data-linked]').getByText('700').first().waitFor();
    await lines(page).focus();
    await page.keyboard.press('Home');
    await expect.poll(() => lines(page).evaluate((box) => box.scrollTop)).toBe(0);
    await page.keyboard.press('End');
    await lines(page).getByText('the end', { exact: true }).waitFor();
    expect(visit.complaints).toEqual([]);
  });
});
