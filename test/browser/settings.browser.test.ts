import type { NewPassword } from '@longshore/schemas';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { showing } from '../control-plane/owner-key.ts';
import { findBarriers } from './harness/accessibility.ts';
import { findOverflow } from './harness/find-overflow.ts';
import { launchBrowser } from './harness/launch-browser.ts';
import { settle, Visit } from './harness/visit.ts';

const { url } = inject('longshore');
const phone = { width: 390, height: 844 };
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(() => browser?.close());

/** The status that the API answers with to a key. */
async function asks(key: string, path: string, method = 'GET'): Promise<number> {
  return (await fetch(`${url}/api/v1${path}`, { method, headers: showing(key) })).status;
}

describe('keys of the API', () => {
  it('are made for what they are for, shown once, and count until they are revoked', async () => {
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    await visit.goto('/settings/keys');
    await page.getByRole('button', { name: 'New key' }).first().click();
    const dialog = page.getByRole('dialog');
    await page.keyboard.press('Enter');
    await dialog.getByText('what it is for', { exact: true }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await dialog.getByRole('textbox', { name: 'Name' }).fill('nightly import');
    await dialog.getByRole('radiogroup', { name: 'Topics' }).getByText('read', { exact: true }).click();
    await dialog.getByRole('button', { name: 'Make the key' }).click();
    const key = (await dialog.getByText(/^lsk_/).textContent()) ?? '';
    await page.keyboard.press('Escape');
    await dialog.getByText('curl -H').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'I have it' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(await page.content()).not.toContain(key);

    expect(await asks(key, '/jobs')).toBe(200);
    expect(await asks(key, '/topics')).toBe(200);
    expect(await asks(key, '/agents')).toBe(403);
    const row = page.getByRole('row', { name: /nightly import/ });
    await row.getByText('jobs: read · topics: read').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.setViewportSize(phone);
    await page.getByRole('list', { name: 'API keys' }).getByText('nightly import').waitFor();
    await expect.poll(() => findOverflow(page)).toEqual([]);

    await page.getByRole('button', { name: 'Revoke nightly import' }).click();
    await dialog.getByText('Whatever asks with it is refused').waitFor();
    await dialog.getByRole('button', { name: 'Revoke', exact: true }).click();
    await page.getByText('No keys yet').waitFor();
    expect(await asks(key, '/jobs')).toBe(401);
    expect(visit.complaints).toEqual([]);
  });
});

describe('people', () => {
  it('are added with a password that is shown once, change role, are disabled, and go; the last administrator stays', async () => {
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    await visit.goto('/settings/people');
    await page.getByRole('button', { name: 'Add a person' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Dora Lind');
    await dialog.getByRole('textbox', { name: 'E-mail' }).fill('dora');
    await page.keyboard.press('Enter');
    await dialog.getByText('an address such as').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await dialog.getByRole('textbox', { name: 'E-mail' }).fill('dora@example.org');
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    const password = (await dialog.locator('code').textContent()) ?? '';
    expect(password.length).toBeGreaterThan(11);
    await dialog.getByRole('button', { name: 'I have it' }).click();

    await using dora = await Visit.open(browser, url, { as: 'nobody' });
    await dora.page.goto('/sign-in');
    await dora.page.getByRole('textbox', { name: 'E-mail' }).fill('dora@example.org');
    await dora.page.getByRole('textbox', { name: 'Password' }).fill(password);
    await dora.page.keyboard.press('Enter');
    await dora.page.waitForURL(`${url}/`);
    await settle(dora.page);
    expect(await dora.page.getByRole('link', { name: 'New job' }).first().getAttribute('aria-disabled')).toBe('true');

    const row = page.getByRole('row', { name: /Dora Lind/ });
    await row.getByRole('button', { name: 'Detail' }).click();
    await page.getByRole('button', { name: 'Change role' }).click();
    await dialog.getByRole('radio', { name: 'Operator' }).check();
    await dialog.getByRole('button', { name: 'Change role' }).click();
    await row.getByText('Operator').waitFor();
    // What she may do now is shown to her without a reload.
    await expect
      .poll(() => dora.page.getByRole('link', { name: 'New job' }).first().getAttribute('aria-disabled'))
      .toBeNull();

    await page.getByRole('button', { name: 'Disable', exact: true }).click();
    await dialog.getByText(/cannot sign in/).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Disable', exact: true }).click();
    await row.getByText('Disabled').waitFor();
    await dora.page.waitForURL('**/sign-in');
    await dora.page.getByRole('textbox', { name: 'E-mail' }).fill('dora@example.org');
    await dora.page.getByRole('textbox', { name: 'Password' }).fill(password);
    await dora.page.keyboard.press('Enter');
    await dora.page.getByRole('alert').getByText('This account was disabled by an administrator.').waitFor();

    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await dialog.getByRole('button', { name: 'Delete', exact: true }).click();
    await row.waitFor({ state: 'hidden' });

    const me = page.getByRole('row', { name: /owner@longshore/ });
    await me.getByText('you', { exact: true }).waitFor();
    await me.getByRole('button', { name: 'Detail' }).click();
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await dialog.getByRole('button', { name: 'Delete', exact: true }).click();
    await dialog.getByRole('alert').getByText('This is the last administrator who may sign in.').waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    expect(visit.complaints.filter((text) => !text.includes('409'))).toEqual([]);
  });
});

describe('oneself', () => {
  it('sees where one is signed in, ends another place, and sets a password', async () => {
    await using visit = await Visit.open(browser, url);
    const made = await visit.page.request.post('/api/v1/users', {
      headers: { origin: url },
      data: { name: 'Finn', email: 'finn@example.org', role: 'operator' },
    });
    const { password } = (await made.json()) as NewPassword;
    const enter = async (visitor: Visit, secret: string) => {
      await visitor.page.goto('/settings');
      await visitor.page.waitForURL('**/sign-in*');
      await visitor.page.getByRole('textbox', { name: 'E-mail' }).fill('finn@example.org');
      await visitor.page.getByRole('textbox', { name: 'Password' }).fill(secret);
      await visitor.page.keyboard.press('Enter');
      await visitor.page.waitForURL(`${url}/settings`);
      await settle(visitor.page);
    };
    await using desk = await Visit.open(browser, url, { as: 'nobody' });
    await using other = await Visit.open(browser, url, { as: 'nobody' });
    await enter(desk, password);
    await enter(other, password);
    const { page } = desk;
    await page.reload();
    await page.getByText('Signed in as finn@example.org, operator').waitFor();
    await page.getByText(/Also runs and stops jobs/).waitFor();
    const places = page.getByRole('table', { name: 'Where you are signed in' });
    await places.getByText('here', { exact: true }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await places.getByRole('button', { name: 'Sign out: Chrome on Linux' }).click();
    await other.page.waitForURL('**/sign-in?to=%2Fsettings');

    await page.getByRole('textbox', { name: 'Current password' }).fill('not this one');
    await page.getByRole('textbox', { name: 'New password' }).fill('a long way from here');
    await page.getByRole('button', { name: 'Change the password' }).click();
    await page.getByText('not the password as it is').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('textbox', { name: 'Current password' }).fill(password);
    await page.keyboard.press('Enter');
    await page.getByText('Password changed').waitFor();
    await page.setViewportSize(phone);
    await expect.poll(() => findOverflow(page)).toEqual([]);

    await page.getByRole('button', { name: 'Sign out everywhere' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Sign out everywhere' }).click();
    await page.waitForURL(`${url}/sign-in`);
    await enter(other, 'a long way from here');
  });

  it('chooses how pages look', async () => {
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    await visit.goto('/settings/appearance');
    await page.getByRole('radio', { name: 'Dark' }).check();
    await page.locator('html[data-mantine-color-scheme="dark"]').waitFor({ state: 'attached' });
    await page.reload();
    await expect.poll(() => page.getByRole('radio', { name: 'Dark' }).isChecked()).toBe(true);
    expect(visit.complaints).toEqual([]);
  });
});

describe('on a phone', () => {
  it('the menu of the user has the settings, the theme, and the way out', async () => {
    await using visit = await Visit.open(browser, url, { ...phone, touch: true });
    const { page } = visit;
    await visit.goto('/');
    await page.getByRole('button', { name: /^You: / }).tap();
    await page.getByRole('menuitem', { name: 'Sign out' }).waitFor();
    await page.getByRole('menuitem', { name: 'Dark' }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('menuitem', { name: 'Settings' }).tap();
    await page.getByRole('heading', { level: 1, name: 'You' }).waitFor();
    await expect.poll(() => findOverflow(page)).toEqual([]);
    expect(visit.complaints).toEqual([]);
  });
});
