import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { findBarriers } from './harness/accessibility.ts';
import { findOverflow } from './harness/find-overflow.ts';
import { launchBrowser } from './harness/launch-browser.ts';
import { Visit } from './harness/visit.ts';

const { url, jobs } = inject('longshore');
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(() => browser?.close());

it('what cannot be shown leaves the frame, says what went wrong, and is there again when it is tried again', async () => {
  await using visit = await Visit.open(browser, url);
  const { page } = visit;
  const read = `**/api/v1/jobs/${jobs.failed}`;
  // As from a control plane whose answers these pages do not know.
  await page.route(read, (route) => route.fulfill({ json: { id: jobs.failed } }));
  await page.goto(`/jobs/${jobs.failed}`);
  const told = page.getByRole('alert').filter({ hasText: 'This page cannot be shown' });
  await told.waitFor();
  await page.getByText(/undefined/).waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await findOverflow(page)).toEqual([]);
  expect(visit.takeComplaints()).not.toEqual([]);

  await page.unroute(read);
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await told.waitFor({ state: 'detached' });
  expect(visit.complaints).toEqual([]);
});
