import type { Page } from 'playwright-core';
import { type Distribution, describeDistribution } from '../distribution.ts';
import type { Filter } from '../jobs/realistic-jobs.ts';
import { allRowsShow, awaitFilter, filterTook } from './in-page.ts';
import { describeInteractions, type Interactions } from './interactions.ts';
import { cumulativeShift } from './layout-shift.ts';
import { NotedWindow, type WindowOptions } from './window.ts';

export interface UseMeasurement {
  window: WindowOptions;
  /** Each another: what was asked for before, the page still has. */
  filters: readonly Filter[];
  onProgress: (done: number, total: number) => void;
  signal: AbortSignal;
}

export interface UseFigures {
  filterMs: Distribution;
  filters: { typed: string; ms: number }[];
  interactions: Interactions;
  shift: number;
}

/** Works on the page of jobs as somebody would: filters by typing, ticks, narrows, asks for older jobs. */
export async function measureUse({ window, filters, onProgress, signal }: UseMeasurement): Promise<UseFigures> {
  await using opened = await NotedWindow.open(window);
  const { page } = opened;
  await opened.gotoJobs();
  await opened.settle();
  const took: UseFigures['filters'] = [];
  for (const filter of filters) {
    signal.throwIfAborted();
    took.push({ typed: filter.typed, ms: await measureFilter(page, filter) });
    await clearFilter(page, filter);
    onProgress(took.length, filters.length);
  }
  await pointAndClick(page);
  await opened.settle();
  const { events, interactions, shifts } = await opened.read();
  return {
    filterMs: describeDistribution(took.map(({ ms }) => ms)),
    filters: took,
    interactions: describeInteractions(events, interactions),
    shift: cumulativeShift(shifts),
  };
}

/** @returns milliseconds from Enter until the rows that fit, and no others, are painted */
async function measureFilter(page: Page, { typed, mark }: Filter): Promise<number> {
  if (await page.evaluate(allRowsShow, mark)) throw new Error(`All jobs fit ${typed} before it is typed`);
  await page.getByLabel('Filter jobs').pressSequentially(typed, { delay: 20 });
  await page.evaluate(awaitFilter, mark);
  await page.keyboard.press('Enter');
  const painted = await page.waitForFunction(filterTook, undefined, { polling: 50 });
  const ms = await painted.jsonValue();
  if (ms === null) throw new Error(`The page shows nothing for ${typed}`);
  return ms;
}

/** Takes the filter away, and waits until all jobs are there again. */
async function clearFilter(page: Page, { mark }: Filter): Promise<void> {
  await page.getByRole('button', { name: 'Clear the filter' }).click();
  // What the field has opened would lie over the rows.
  await page.getByRole('heading', { level: 1 }).click();
  await page.waitForURL((url) => !url.searchParams.has('filter'));
  await page.waitForFunction(
    (text) => {
      const rows = [...document.querySelectorAll('tbody tr[data-row]')];
      return rows.length > 0 && !rows.every((row) => row.textContent?.includes(text) === true);
    },
    mark,
    { polling: 50 },
  );
  await page.waitForTimeout(200);
}

/** What one does with a pointer, also with many rows on the page. */
async function pointAndClick(page: Page): Promise<void> {
  const pause = (): Promise<void> => page.waitForTimeout(150);
  const click = async (find: (within: Page) => ReturnType<Page['getByRole']>): Promise<void> => {
    await find(page).click();
    await pause();
  };
  const rows = page.locator('tbody tr[data-row]');
  for (let more = 0; more < 4; more += 1) {
    for (const place of [0, 1, 2]) {
      await rows.nth(place).getByRole('checkbox').click();
      await pause();
    }
    await click((within) => within.getByRole('checkbox', { name: 'Choose all rows' }));
    await click((within) => within.getByRole('checkbox', { name: 'Choose all rows' }));
    const before = await rows.count();
    await click((within) => within.getByRole('button', { name: 'Older jobs' }));
    await page.waitForFunction((had) => document.querySelectorAll('tbody tr[data-row]').length > had, before, {
      polling: 50,
    });
  }
  const states = page.getByRole('group', { name: 'Narrow to states' });
  for (const state of ['Failed', 'Stopped', 'Succeeded']) {
    // Pressed, and pressed again.
    for (const _ of [1, 2]) {
      await states.getByRole('button', { name: state }).click();
      await pause();
    }
  }
}
