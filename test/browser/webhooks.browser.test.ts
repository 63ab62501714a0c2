import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { WebhookReceiver } from '../fakes/webhooks/webhook-receiver.ts';
import { findBarriers } from './harness/accessibility.ts';
import { findOverflow } from './harness/find-overflow.ts';
import { launchBrowser } from './harness/launch-browser.ts';
import { Visit } from './harness/visit.ts';

const { url } = inject('longshore');
const phone = { width: 390, height: 844 };
let browser: Browser;
let receiver: WebhookReceiver;

beforeAll(async () => {
  browser = await launchBrowser();
  receiver = await WebhookReceiver.start();
});

afterAll(async () => {
  await browser?.close();
  await receiver?.stop();
});

describe('the page of webhooks', () => {
  it('makes one, shows its secret once, tests it and shows what came of it', async () => {
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    await visit.goto('/webhooks');
    await page.getByText('No webhooks yet').waitFor();
    await page.getByText('longshore webhook create').waitFor();

    await page.getByRole('button', { name: 'New webhook' }).first().click();
    const dialog = page.getByRole('dialog');
    const name = dialog.getByRole('textbox', { name: 'Name' });
    await name.fill('two words');
    await dialog.getByRole('textbox', { name: 'Address' }).fill(receiver.url);
    await page.keyboard.press('Enter');
    await dialog.getByText(/^a webhook’s name has letters/).waitFor();
    await dialog.getByRole('checkbox', { name: /^Job succeeded/ }).check();
    expect(await dialog.getByRole('checkbox', { name: /^Agent lost/ }).isChecked()).toBe(true);
    expect(await findBarriers(page)).toEqual([]);
    await name.fill('ops');
    await page.keyboard.press('Enter');
    const secret = await dialog.getByText(/^whsec_/).textContent();
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    await page.keyboard.press('Escape');
    await dialog.getByRole('button', { name: 'Copy secret' }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'I have it' }).click();

    await page.waitForURL(/\/webhooks\/[0-9a-f-]{36}$/);
    await page.getByRole('heading', { level: 1, name: 'ops' }).waitFor();
    expect(await page.content()).not.toContain(secret);
    await page.getByText('Nothing was sent yet').waitFor();
    await page.getByRole('button', { name: 'Send test' }).click();
    // This stack does not allow private addresses, and says so; the answer of one that does is in the other tests.
    await page.getByRole('status').getByText('Test failed').waitFor();
    await page
      .getByRole('status')
      .getByText(/is a private address/)
      .waitFor();
    expect(receiver.received).toEqual([]);
    const row = page.getByRole('row', { name: /Given up/ });
    await row.getByRole('button', { name: 'Detail' }).click();
    await page.getByText('"webhook.test"').waitFor();
    await page.getByRole('button', { name: 'Retry now' }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    expect(visit.complaints).toEqual([]);
  });

  it('fits a phone; what is paused is not tested, and what is deleted is gone', async () => {
    await using visit = await Visit.open(browser, url, phone);
    const { page } = visit;
    await visit.goto('/webhooks');
    await page.getByRole('list', { name: 'Webhooks' }).getByText('127.0.0.1').waitFor();
    expect(await findOverflow(page)).toEqual([]);
    await page.getByRole('list', { name: 'Webhooks' }).getByRole('link', { name: 'ops' }).click();
    await page.getByRole('list', { name: 'Deliveries of ops' }).getByText('Given up').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await expect.poll(() => findOverflow(page)).toEqual([]);
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByRole('button', { name: 'Resume' }).waitFor();
    expect(await page.getByRole('button', { name: 'Send test' }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'More', exact: true }).first().click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await page.waitForURL('**/webhooks');
    await page.getByText('No webhooks yet').waitFor();
    expect(visit.complaints).toEqual([]);
  });
});
