import type { NewPassword, OneTimeLink, Role } from '@longshore/schemas';
import pg from 'pg';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { showing } from '../control-plane/owner-key.ts';
import { findBarriers } from './harness/accessibility.ts';
import { findOverflow } from './harness/find-overflow.ts';
import { launchBrowser } from './harness/launch-browser.ts';
import { settle, Visit } from './harness/visit.ts';

const { url, ownerKey, jobs } = inject('longshore');
const phone = { width: 390, height: 844 };
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(() => browser?.close());

/** Asks the API as the owner. */
async function ask<Answer>(path: string, body: unknown): Promise<Answer> {
  const response = await fetch(`${url}/api/v1${path}`, {
    method: 'POST',
    headers: { ...showing(ownerKey), 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(response.status, path).toBeLessThan(300);
  return (await response.json()) as Answer;
}

/** Somebody who may sign in. */
function somebody(email: string, role: Role): Promise<NewPassword> {
  return ask('/users', { name: email.split('@')[0], email, role });
}

async function fillIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByRole('textbox', { name: 'E-mail' }).fill(email);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** What the browser says of a request that was refused on purpose. */
const refusals = (complaints: readonly string[]) => complaints.filter((text) => !/\b(401|403|409|429)\b/.test(text));

/** Signs a browser in, and waits for the page that it asked for. */
async function enter(visit: Visit, { user, password }: NewPassword, path = '/'): Promise<void> {
  await visit.page.goto(path);
  await visit.page.waitForURL('**/sign-in*');
  await fillIn(visit.page, user.email, password);
  await visit.page.waitForURL(`${url}${path}`);
  await settle(visit.page);
}

describe('signing in', () => {
  it('by password leads to the page that was asked for; a wrong one is said at the field', async () => {
    const anna = await somebody('anna@example.org', 'operator');
    await using visit = await Visit.open(browser, url, { as: 'nobody' });
    const { page } = visit;
    await page.goto('/jobs?filter=state:failed');
    await page.waitForURL('**/sign-in?to=%2Fjobs%3Ffilter%3Dstate%3Afailed');
    await page.getByRole('heading', { level: 1, name: 'Sign in to Longshore' }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    const fields = page.locator('input');
    expect(await fields.evaluateAll((all) => all.map((each) => each.getAttribute('autocomplete')))).toEqual([
      'username',
      'current-password',
    ]);

    await fillIn(page, 'anna', '');
    await page.getByText('an address such as anna@example.org').waitFor();
    await fillIn(page, 'anna@example.org', 'not her password');
    await page.getByText('There is nobody with this e-mail and password.').waitFor();
    expect(await page.getByRole('textbox', { name: 'Password' }).getAttribute('aria-invalid')).toBe('true');
    expect(await findBarriers(page)).toEqual([]);
    await page.setViewportSize(phone);
    await expect.poll(() => findOverflow(page)).toEqual([]);

    await fillIn(page, 'Anna@Example.org', anna.password);
    await page.waitForURL('**/jobs?filter=state:failed');
    await settle(page);
    expect(refusals(visit.complaints)).toEqual([]);
  });

  it('goes to no other site, whatever the address says', async () => {
    const eve = await somebody('eve@example.org', 'viewer');
    await using visit = await Visit.open(browser, url, { as: 'nobody' });
    const { page } = visit;
    await page.goto('/sign-in?to=%2F%5Cevil.example%2Fjobs');
    await fillIn(page, 'eve@example.org', eve.password);
    await page.waitForURL(`${url}/`);
    await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
  });

  it('is slowed after wrong passwords, and counts down until the next is taken', async () => {
    const slow = await somebody('slow@example.org', 'viewer');
    await using visit = await Visit.open(browser, url, { as: 'nobody' });
    const { page } = visit;
    await page.goto('/sign-in');
    for (let wrong = 0; wrong < 7; wrong += 1) {
      await fillIn(page, 'slow@example.org', `wrong password ${wrong}`);
      const wait = page.getByRole('button', { name: /^Wait / });
      await page.getByText('There is nobody with this e-mail').or(wait).first().waitFor();
      if (await wait.isVisible()) break;
    }
    await page.getByRole('alert').getByText('Too many wrong passwords').waitFor();
    expect(await page.getByRole('button', { name: /^Wait \d+ s$/ }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    await fillIn(page, 'slow@example.org', slow.password);
    await page.waitForURL(`${url}/`);
  });

  it('is locked after many wrong passwords, also with the right one; the page says until when, and what then', async () => {
    const shut = await somebody('shut@example.org', 'viewer');
    // Somebody has guessed for some minutes: one wrong password more is one too many.
    const database = new pg.Client({ connectionString: inject('longshore').databaseUrl });
    await database.connect();
    await database.query(
      `INSERT INTO sign_in_failure (subject, failures, last_at) VALUES ('account/shut@example.org', 11, now() - interval '5 minutes')`,
    );
    await database.end();
    await using visit = await Visit.open(browser, url, { as: 'nobody' });
    const { page } = visit;
    await page.goto('/sign-in');
    await fillIn(page, 'shut@example.org', 'the last guess');
    await page.getByText('There is nobody with this e-mail and password.').waitFor();
    await fillIn(page, 'shut@example.org', shut.password);
    const note = page.getByRole('alert').filter({ hasText: 'Locked' });
    await note.getByText(/this account takes none until \d+ \w{3} 20\d\d, \d\d:\d\d/).waitFor();
    await note.getByText(/ask an administrator for a new password/).waitFor();
    expect(await page.getByRole('button', { name: /^Wait 1[45] min/ }).isDisabled()).toBe(true);
    expect(await findBarriers(page)).toEqual([]);
    await page.setViewportSize(phone);
    await expect.poll(() => findOverflow(page)).toEqual([]);

    const { password } = await ask<NewPassword>(`/users/${shut.user.id}/password`, {});
    await page.reload();
    await fillIn(page, 'shut@example.org', password);
    await page.waitForURL(`${url}/`);
    expect(visit.complaints.filter((text) => !/\b(401|423)\b/.test(text))).toEqual([]);
  });

  it('by a one-time link takes the link out of the address, and works once', async () => {
    const { path } = await ask<OneTimeLink>('/session/links', {});
    await using visit = await Visit.open(browser, url, { as: 'nobody' });
    const { page } = visit;
    await page.goto(path);
    await page.waitForURL(`${url}/`);
    await settle(page);
    await using other = await Visit.open(browser, url, { as: 'nobody' });
    await other.page.goto(path);
    await other.page.getByRole('status').getByText('This link was used, or is too old').waitFor();
    await other.page.getByText('./longshore open').waitFor();
    expect(other.page.url()).toBe(`${url}/sign-in`);
    expect(await findBarriers(other.page)).toEqual([]);
  });
});

describe('once somebody is signed out', () => {
  it('in one tab, the other one asks who one is, and then comes back', async () => {
    const ben = await somebody('ben@example.org', 'operator');
    await using visit = await Visit.open(browser, url, { as: 'nobody' });
    const { page } = visit;
    await enter(visit, ben, '/topics');
    await visit.goto('/');
    const other = await visit.another('/agents');
    await settle(other);
    await page.getByRole('button', { name: 'You: ben, operator' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.waitForURL(`${url}/sign-in`);
    await other.waitForURL('**/sign-in?to=%2Fagents');
    expect(await other.content()).not.toContain('ben@example.org');
    // Nothing can be seen by going back, either.
    await page.goBack();
    await page.waitForURL('**/sign-in?to=%2Ftopics');

    await fillIn(page, 'ben@example.org', ben.password);
    await page.waitForURL(`${url}/topics`);
    await other.waitForURL(`${url}/agents`);
    await settle(other);
    expect(refusals(visit.complaints)).toEqual([]);
  });

  it('by an administrator, a page notices by itself; what was typed stays, and is sent after signing in beside it', async () => {
    const cleo = await somebody('cleo@example.org', 'operator');
    await using visit = await Visit.open(browser, url, { as: 'nobody' });
    const { page } = visit;
    await enter(visit, cleo, '/jobs/new');
    await page.getByRole('combobox', { name: 'Topic', exact: true }).fill('kept');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /^Records/ }).click();
    await page.getByRole('textbox', { name: 'Records', exact: true }).fill('10');
    const ended = await fetch(`${url}/api/v1/users/${cleo.user.id}/sessions`, {
      method: 'DELETE',
      headers: showing(ownerKey),
    });
    expect(ended.status).toBe(204);
    await page.getByRole('status').getByText('You are signed out').waitFor();
    await page.getByRole('button', { name: 'Submit' }).click();
    await page.getByRole('alert').getByText('Nothing was sent, and what you typed stays here').waitFor();
    expect(await findBarriers(page)).toEqual([]);

    const opened = page.waitForEvent('popup');
    await page.getByRole('alert').getByRole('link', { name: 'Sign in in a new tab' }).click();
    const beside = await opened;
    await fillIn(beside, 'cleo@example.org', cleo.password);
    await beside.getByText('what you typed is still there').waitFor();
    await page.getByText('You are signed in again').waitFor();
    expect(await page.getByRole('combobox', { name: 'Topic', exact: true }).inputValue()).toBe('kept');
    await page.getByRole('button', { name: 'Submit' }).click();
    await page.waitForURL(/\/jobs\/[0-9a-f-]{36}$/);
  });
});

describe('a viewer', () => {
  it('sees everything of jobs, no act that is enabled, and why; the API says it in words as well', async () => {
    const viv = await somebody('viv@example.org', 'viewer');
    await using visit = await Visit.open(browser, url, { as: 'nobody' });
    const { page } = visit;
    await enter(visit, viv, `/jobs/${jobs.running}`);
    const stop = page.getByRole('button', { name: 'Stop', exact: true });
    expect(await stop.isDisabled()).toBe(true);
    expect(await page.getByRole('button', { name: 'Run again', exact: true }).isDisabled()).toBe(true);
    await stop.focus();
    await page.keyboard.press('Enter');
    await stop.hover();
    await page.getByRole('tooltip').getByText('This takes the role operator; you are viewer.').waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
    const rooms = page.getByLabel('Rooms', { exact: true });
    await rooms.getByRole('link', { name: 'Settings' }).waitFor();
    expect(await rooms.getByRole('link', { name: 'Audit' }).count()).toBe(0);
    expect(await findBarriers(page)).toEqual([]);

    await page.goto('/audit');
    await page.getByRole('alert').getByText('this needs audit:read').waitFor();
    const refused = await page.request.post(`/api/v1/jobs/${jobs.running}/stop`, { headers: { origin: url } });
    expect(refused.status()).toBe(403);
    expect(await refused.json()).toMatchObject({ code: 'not_permitted', detail: expect.stringContaining('operator') });
    expect(refusals(visit.complaints)).toEqual([]);
  });
});
