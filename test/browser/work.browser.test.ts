import { createHash } from 'node:crypto';
import pg from 'pg';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { sampleBlock } from '../control-plane/sample-chain.ts';
import { findBarriers } from './harness/accessibility.ts';
import { findOverflow } from './harness/find-overflow.ts';
import { launchBrowser } from './harness/launch-browser.ts';
import { PlayedWorker } from './harness/played-worker.ts';
import { Visit } from './harness/visit.ts';

const { url, ownerKey, databaseUrl, work } = inject('longshore');
const phone = { width: 390, height: 844 };
let browser: Browser;
let worker: PlayedWorker;

beforeAll(async () => {
  browser = await launchBrowser();
  worker = new PlayedWorker(url, ownerKey, 'played');
  await worker.beat();
});

afterAll(() => browser?.close());

const idOf = (page: Page): string => page.url().split('/').at(-1) ?? '';
const digestOf = (text: string) => createHash('sha256').update(text).digest('hex');
const digested = (text: string) => ({
  operation: 'digest',
  algorithm: 'sha256',
  digest: digestOf(text),
  bytes: Buffer.byteLength(text),
});

async function untilItem(page: Page): Promise<string> {
  await page.waitForURL(/\/work\/items\/[0-9a-f-]{36}$/);
  return idOf(page);
}

describe('the page of work', () => {
  it('shows what waits in a queue as it comes, and why nobody takes it', async () => {
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    await visit.goto('/work');
    const queue = page.getByRole('region', { name: 'File queue' });
    await queue.getByText('The fleet runs no workers of its own').waitFor();
    const other = new PlayedWorker(url, ownerKey, 'never heard');
    const id = await other.submit({ type: 'file', payload: { url: 'https://example.org/a' } });
    await queue.locator('a[href*="state:queued"]').getByText('1', { exact: true }).waitFor();
    await page.getByRole('table', { name: 'Newest items' }).getByText('https://example.org/a').waitFor();
    await worker.beat();
    await worker.claim(id);
    await page
      .getByRole('table', { name: 'Newest items' })
      .getByRole('row', { name: /example\.org\/a .*Processing/ })
      .waitFor();
    await worker.complete(id, {
      bytes: 1,
      algorithm: 'sha256',
      digest: digestOf('a'),
      kind: 'text/plain',
      text: true,
      lines: 1,
      words: 1,
    });
    await page
      .getByRole('table', { name: 'Newest items' })
      .getByRole('row', { name: /example\.org\/a .*Completed/ })
      .waitFor();
    expect(visit.complaints).toEqual([]);
  });

  it('changes the limits of a queue after it was said what they do', async () => {
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    await visit.goto('/work');
    await page.getByRole('button', { name: 'Limits of blockchain' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'At least' }).fill('3');
    await dialog.getByRole('button', { name: 'Set the limits' }).click();
    await dialog.getByText('at most 0, as the most is').waitFor();
    await dialog.getByRole('textbox', { name: 'At least' }).fill('0');
    await dialog.getByRole('textbox', { name: 'Stopped after' }).fill('90');
    await dialog.getByText('The fleet runs no worker of its own').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await dialog.getByRole('textbox', { name: 'Stopped after' }).press('Enter');
    await dialog.waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Limits of blockchain' }).click();
    expect(await dialog.getByRole('textbox', { name: 'Stopped after' }).inputValue()).toBe('90');
    expect(visit.complaints).toEqual([]);
  });

  it('stops a type of a worker after it was said what that does, and starts it again', async () => {
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    const one = new PlayedWorker(url, ownerKey, 'to be stopped', ['data', 'compute']);
    await one.beat();
    await using _ = one.keepBeating();
    const id = await one.submit({ type: 'compute', payload: { operation: 'digest', input: 'held' } });
    await one.claim(id);
    await visit.goto('/work');
    const row = page.getByRole('row', { name: /^Detail to be stopped Working/ });
    await row.getByRole('button', { name: 'Detail' }).click();
    const takes = page.getByRole('list', { name: 'What to be stopped takes' });
    await page.getByRole('heading', { name: 'Works on' }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await takes.getByRole('button', { name: 'Stop compute on to be stopped' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('finishes the 1 item that it holds').waitFor();
    await dialog.getByText('keeps its share of the topic').waitFor();
    await dialog.getByRole('button', { name: 'Stop', exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
    await takes.getByText('Draining').waitFor();
    expect((await one.beat('draining')).types).toContainEqual(
      expect.objectContaining({ type: 'compute', wanted: 'stopped' }),
    );
    await one.complete(id, digested('held'));
    await one.beat('stopped');
    await takes.getByText('Stopped').first().waitFor();
    await takes.getByRole('button', { name: 'Start compute on to be stopped' }).click();
    await dialog.getByRole('button', { name: 'Start', exact: true }).click();
    await takes.getByRole('button', { name: 'Stop compute on to be stopped' }).waitFor();
    expect(visit.complaints).toEqual([]);
  });
});

describe('the form of a new item', () => {
  it('submits a digest, and its page tells of it until it is done', async () => {
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    await visit.goto('/work/new');
    await page.getByRole('textbox', { name: 'Text' }).fill('hello');
    const tries = page.getByRole('textbox', { name: 'Tries in all' });
    await tries.fill('99');
    await page.getByRole('button', { name: 'Submit' }).click();
    await page.getByText('at most 20', { exact: true }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await tries.fill('2');
    await page.getByText('Command', { exact: true }).click();
    await page.getByText(`./longshore work submit compute '{"operation":"digest"`).waitFor();
    await tries.press('Control+Enter');
    const id = await untilItem(page);
    await page.getByRole('heading', { level: 1, name: 'SHA-256 of “hello”' }).waitFor();
    await page.locator('header').getByText('Queued').waitFor();
    await worker.beat();
    await worker.claim(id);
    await page.locator('header').getByText('Processing').waitFor();
    await worker.progress(id, { done: 3, total: 4, unit: 'parts' });
    await page.getByRole('progressbar').waitFor();
    await worker.complete(id, digested('hello'));
    await page.locator('header').getByText('Completed').waitFor();
    await page.getByRole('region', { name: 'Result' }).getByText(digestOf('hello')).waitFor();
    const life = page.getByRole('list', { name: 'Life' });
    await life.getByText(/Taken.*try 1.*by played/).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    expect(visit.complaints).toEqual([]);
  });

  it('words rows, conditions and groups, and says at the field what is wrong', async () => {
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    await visit.goto('/work/new?type=data');
    await page.getByRole('button', { name: 'Submit' }).click();
    await page.getByText('rows, the first line naming the columns').waitFor();
    await page.getByRole('textbox', { name: 'Rows' }).fill('city,amount\nBerlin,20\nParis,35\n');
    await page.getByRole('button', { name: 'Add a condition' }).click();
    expect(await page.getByRole('combobox', { name: 'Column of condition 1' }).inputValue()).toBe('city');
    await page.getByRole('textbox', { name: 'Value of condition 1' }).fill('Berlin');
    await page.getByRole('button', { name: 'Add an aggregate' }).click();
    await page.getByRole('textbox', { name: 'Name of aggregate 1' }).fill('');
    await page.getByRole('button', { name: 'Submit' }).click();
    await page.getByText('1: name a field').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('textbox', { name: 'Name of aggregate 1' }).fill('n');
    await page.getByRole('button', { name: 'Submit' }).click();
    const id = await untilItem(page);
    expect((await worker.item(id)).payload).toMatchObject({
      filter: [{ field: 'city', is: '=', value: 'Berlin' }],
      aggregates: [{ as: 'n', function: 'count' }],
    });
    await worker.beat();
    await worker.claim(id);
    await worker.complete(id, { rowsIn: 2, rowsMatched: 1, columns: ['n'], rows: [[1]] });
    await page.getByText('1 row from 1 that matched, of 2').waitFor();
    expect(visit.complaints).toEqual([]);
  });

  it('uploads a file as it is chosen, and words an item on it', async () => {
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    await visit.goto('/work/new?type=file');
    await page.getByRole('button', { name: 'Submit' }).click();
    await page.getByText('choose a file; it is uploaded at once').waitFor();
    const buffer = Buffer.from('two\nlines\n');
    await page.locator('input[type="file"]').setInputFiles({ name: 'notes.txt', mimeType: 'text/plain', buffer });
    await page.getByText(`sha256 ${digestOf('two\nlines\n').slice(0, 12)}`).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Submit' }).click();
    const id = await untilItem(page);
    await page.getByRole('heading', { level: 1, name: 'SHA-256 of an uploaded file' }).waitFor();
    expect((await worker.item(id)).payload).toMatchObject({ file: expect.stringMatching(/^[0-9a-f-]{36}$/) });
    expect(visit.complaints).toEqual([]);
  });

  it('appends to a chain within the bound of its difficulty; a block that is changed is shown', async () => {
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    await visit.goto('/work/new?type=blockchain');
    await page.getByRole('combobox', { name: 'Chain' }).fill('browser');
    await page.getByRole('textbox', { name: 'Records' }).fill('one\ntwo');
    const difficulty = page.getByRole('textbox', { name: 'Difficulty' });
    await difficulty.fill('25');
    await page.getByRole('button', { name: 'Submit' }).click();
    await page.getByText(/^at most 24 bits/).waitFor();
    await difficulty.fill('0');
    await page.getByRole('button', { name: 'Submit' }).click();
    const id = await untilItem(page);
    await worker.beat();
    const { head } = await worker.claim(id);
    await worker.complete(id, {
      operation: 'append',
      chain: 'browser',
      block: sampleBlock(head, ['one', 'two']),
      hashes: 1,
    });
    await page.getByRole('region', { name: 'Result' }).getByRole('link', { name: 'browser' }).click();
    await page.getByRole('heading', { level: 1, name: 'browser' }).waitFor();
    const blocks = page.getByRole('list', { name: 'Blocks of browser' });
    await blocks.getByText('two', { exact: true }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await change('browser');
    await page.reload();
    await blocks.getByText('its records are not those of its Merkle root').waitFor();
    await page.getByText('1 block does not belong to the chain').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Verify all of it' }).click();
    await page.getByRole('link', { name: 'The verification' }).waitFor();
    expect(visit.complaints).toEqual([]);
  });
});

/** What somebody does who can write into the database. */
async function change(chain: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(`UPDATE ledger_block SET block = jsonb_set(block, '{records,0}', '"forged"') WHERE chain = $1`, [
      chain,
    ]);
  } finally {
    await client.end();
  }
}

describe('the list of items', () => {
  it('is narrowed by tokens and chips that the address keeps, and holds back what is new', async () => {
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    await visit.goto('/work/items');
    await page.getByRole('button', { name: 'Failed' }).click();
    await page.waitForURL(/filter=state:failed/);
    await page.getByRole('link', { name: 'SHA-256 of http://files.example.org/gone.bin' }).waitFor();
    await page.getByRole('combobox', { name: 'Filter items' }).fill(work.digest);
    await page.keyboard.press('Enter');
    await page.getByText('No item fits the filter').waitFor();
    await page.getByRole('button', { name: 'Clear the filter' }).last().click();
    await page.getByRole('combobox', { name: 'Filter items' }).fill(work.digest);
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'SHA-256 of “once upon a time”' }).waitFor();
    // It is among the rows before, too, which stay until the answer is there.
    await expect.poll(() => page.getByRole('table', { name: 'Work items' }).getByRole('row').count()).toBe(2);
    await visit.goto('/work/items');
    await worker.submit({ type: 'compute', payload: { operation: 'digest', input: 'newcomer' } });
    await page.getByRole('button', { name: /^\d+ new$/ }).click();
    await page.getByRole('link', { name: 'SHA-256 of “newcomer”' }).waitFor();
    expect(visit.complaints).toEqual([]);
  });

  it('says that there is no such item', async () => {
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    await visit.goto('/work/items/01999999-9999-7999-8999-999999999999');
    await page.getByRole('link', { name: 'All items' }).waitFor();
    expect(visit.takeComplaints().every((text) => text.includes('404'))).toBe(true);
  });
});

describe('dead letters', () => {
  const dead = (input: string) =>
    worker.submitFailed(
      { type: 'compute', payload: { operation: 'digest', input } },
      { code: 'BAD_PAYLOAD', message: `no sense in ${input}` },
    );

  it('tell why, and are redriven one, several, or all of a type, after it was said what that does', async () => {
    await worker.beat();
    await Promise.all(['first', 'second', 'third', 'fourth'].map(dead));
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    await visit.goto('/work/dead?filter=type:compute');
    await page.getByText('The payload cannot be worked on: no sense in first').waitFor();
    const dialog = page.getByRole('dialog');
    for (const name of ['first', 'second']) {
      await page.getByRole('checkbox', { name: `Choose SHA-256 of “${name}”` }).check();
    }
    const bar = page.getByRole('region', { name: 'Chosen dead letters' });
    await bar.getByText('2 chosen').waitFor();
    await bar.getByRole('button', { name: 'Redrive' }).click();
    await dialog.getByText('get all their tries anew').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Redrive 2' }).click();
    await page.getByText('2 items redriven.').waitFor();
    await page.getByRole('link', { name: 'SHA-256 of “first”' }).waitFor({ state: 'hidden' });

    await page.getByRole('link', { name: 'SHA-256 of “third”' }).click();
    await page.getByRole('region', { name: 'Why it failed' }).getByText('no sense in third').waitFor();
    await page.keyboard.press('d');
    await dialog.getByRole('button', { name: 'Redrive', exact: true }).click();
    await page.locator('header').getByText('Queued').waitFor();
    await page.getByRole('list', { name: 'Life' }).getByText('Redriven').waitFor();

    await page.keyboard.press('g');
    await page.keyboard.press('d');
    await page.getByRole('heading', { level: 1, name: 'Dead letters' }).waitFor();
    await page.getByRole('button', { name: /^Compute/ }).click();
    await page.getByRole('button', { name: 'Redrive all of compute' }).click();
    await dialog.getByText('All dead letters of compute (1)').waitFor();
    await dialog.getByRole('button', { name: 'Redrive', exact: true }).click();
    await page.getByText('No dead letters of compute').waitFor();
    expect(visit.complaints).toEqual([]);
  });
});

describe('on a phone', () => {
  it('queues, workers, items and dead letters are cards, and nothing goes sideways', async () => {
    await using visit = await Visit.open(browser, url, { ...phone, touch: true });
    const { page } = visit;
    for (const path of ['/work', '/work/items', `/work/items/${work.rows}`, '/work/new?type=data', '/work/dead']) {
      await visit.goto(path);
      await expect.poll(() => findOverflow(page), { message: path }).toEqual([]);
    }
    await page.getByRole('list', { name: 'Dead letters' }).getByText('a private address').waitFor();
    await visit.goto('/work');
    await page.getByRole('list', { name: 'Workers' }).getByRole('button', { name: 'Detail' }).first().tap();
    await expect.poll(() => findOverflow(page)).toEqual([]);
    expect(await findBarriers(page)).toEqual([]);
    expect(visit.complaints).toEqual([]);
  });
});
