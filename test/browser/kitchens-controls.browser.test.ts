import {
  CITY,
  DISHES,
  type KitchenDetail,
  type KitchenMeasures,
  type KitchenRun,
  type KitchenSummary,
  type OpenKitchenInput,
  type OrderView,
} from '@longshore/schemas';
import { formatCount, plural } from '@longshore/schemas/words';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { until } from '../faults/harness/until.ts';
import { findBarriers } from './harness/accessibility.ts';
import { emptyCity } from './harness/empty-city.ts';
import { launchBrowser } from './harness/launch-browser.ts';
import { Visit } from './harness/visit.ts';
import { Person } from './pictures/person.ts';

const { url, ownerKey, kitchens } = inject('longshore');
const owner = Person.owner(url, ownerKey);
/** Until containers have started and registered while a machine is at work elsewhere. */
const OPEN_WITHIN = { timeout: 90_000 };
const MINUTES = 240_000;
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(async () => {
  await emptyCity(owner);
  await browser?.close();
});

/** Much fits into them and little comes out; another is done with an order at once. */
const SLOW: OpenKitchenInput = { id: 'slow', name: 'Slow', capacity: 2, railMax: 40, clockFactor: 0.4 };
const LAZY: OpenKitchenInput = { ...SLOW, id: 'lazy', name: 'Lazy', clockFactor: 0.3 };
const QUICK: OpenKitchenInput = { id: 'quick', name: 'Quick', clockFactor: 20 };

const kitchenOf = (id: string) => owner.ask<KitchenDetail>('GET', `/kitchens/${id}`);
const order = (id: string) => owner.ask<OrderView>('GET', `/orders/${id}`);

/** Has kitchens as quick as these take orders, where none does. */
async function haveOpen(...wanted: OpenKitchenInput[]): Promise<void> {
  const missing = async () => {
    const { items } = await owner.ask<{ items: KitchenSummary[] }>('GET', '/kitchens');
    const open = items.filter(({ state }) => state === 'open').map(({ clockFactor }) => clockFactor);
    return wanted.filter(({ clockFactor }) => !open.includes(clockFactor ?? 1));
  };
  for (const kitchen of await missing()) await owner.ask('POST', '/kitchens', kitchen);
  await until('they are open', async () => (await missing()).length === 0, { timeoutMs: OPEN_WITHIN.timeout });
}

/** More than quick kitchens have room for at once. */
const orders = Array.from({ length: 60 }, (_, index) => ({
  dish: DISHES[index % DISHES.length]?.name ?? 'soup',
  place: CITY.centre,
}));

/** Opens one of the groups of controls. */
const control = (page: Page, name: string) =>
  page.getByRole('tablist', { name: 'What to do' }).getByRole('tab', { name }).click();

const row = (page: Page, name: RegExp) => page.getByRole('table', { name: 'Kitchens' }).getByRole('row', { name });

const card = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

/** What stands large on a card of the measures. */
const figure = (page: Page, name: string) => card(page, name).getByRole('strong').innerText();

describe('a burst', () => {
  it(
    'fills the one kitchen there is; two that are opened at once take from it, and every figure tells of it',
    async () => {
      await haveOpen(SLOW);
      await using visit = await Visit.open(browser, url);
      const { page } = visit;
      await visit.goto('/kitchens');
      const count = page.getByRole('textbox', { name: 'A burst of so many orders' });
      await count.fill('0');
      await page.getByText('a whole number from 1 to 1000').waitFor();
      await page.getByRole('button', { name: '100', exact: true }).click();
      await page.getByRole('button', { name: 'Send the burst' }).click();
      await page.getByText('100 orders placed.').waitFor();
      await page.getByRole('img', { name: /^City with 1 kitchen; orders: [1-9]\d* waiting, [1-9]\d* in a/ }).waitFor();
      await expect.poll(() => figure(page, 'Waiting')).toMatch(/^[1-9]/);
      await expect.poll(() => figure(page, 'Cooks at work')).toBe('100 %');
      await expect.poll(() => figure(page, 'Load by kitchen')).toMatch(/^(9\d|100) % to (9\d|100) %$/);

      await control(page, 'Kitchens');
      await page.getByRole('textbox', { name: 'How many' }).fill('2');
      await page.getByRole('textbox', { name: 'Times as fast' }).fill('20');
      await page.getByRole('button', { name: 'Open', exact: true }).click();
      await page.getByText('2 kitchens asked for.').waitFor();
      await page.getByText(/^3 kitchens open/).waitFor(OPEN_WITHIN);
      await page.getByRole('img', { name: 'Load of 3 open kitchens' }).waitFor();
      await card(page, 'Migration efficiency')
        .getByText(/^[1-9]\d* orders? asked back, [1-9]\d* begun sooner elsewhere/)
        .waitFor(OPEN_WITHIN);

      const figures = {
        Throughput: /^[1-9][\d,]*$/,
        Response: /^[\d.]+ (ms|s|min)/,
        'Cooks at work': /^\d+ %$/,
        Waiting: /^\d+$/,
        'Migration efficiency': /^[1-9]\d* %$/,
        Uptime: /^[1-9]\d*(\.\d+)? %$/,
        'Taken back': /^\d+$/,
        'Load by kitchen': /^\d+ % to [1-9]\d* %$/,
      };
      for (const [name, words] of Object.entries(figures)) await expect.poll(() => figure(page, name)).toMatch(words);
      await card(page, 'Response')
        .getByText(/^p95 [\d.]+ /)
        .waitFor();
      await card(page, 'Response')
        .getByText(/^p99 [\d.]+ /)
        .waitFor();
      await card(page, 'Cooks at work')
        .getByText(/balance index (0\.[1-9]\d\d|1\.000)/)
        .waitFor();
      await card(page, 'Waiting')
        .getByText(/^waited [\d.]+ (ms|s|min).*p99 [\d.]+ /)
        .waitFor();
      expect(await findBarriers(page)).toEqual([]);
      expect(visit.complaints).toEqual([]);
    },
    MINUTES,
  );
});

describe('the figures', () => {
  it('are of as long a time as one chooses, and a chart that is pointed at tells of the moment', async () => {
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    await visit.goto('/kitchens');
    const measures = page.getByRole('region', { name: 'Measures' });
    const back = page.getByRole('radiogroup', { name: 'How far back' });
    await measures.getByRole('heading', { name: 'The last 5 min' }).waitFor();
    const received: number[] = [];
    for (const [words, minutes] of [
      ['15 min', 15],
      ['1 h', 60],
      ['6 h', 360],
      ['24 h', 1_440],
    ] as const) {
      const answer = page.waitForResponse((response) => {
        const { pathname, searchParams } = new URL(response.url());
        const [from, until] = ['from', 'until'].map((name) => Date.parse(searchParams.get(name) ?? ''));
        return pathname.endsWith('/measures') && (until ?? 0) - (from ?? 0) === minutes * 60_000;
      });
      await back.getByText(words, { exact: true }).click();
      await measures.getByRole('heading', { name: `The last ${words}` }).waitFor();
      const { whole } = (await (await answer).json()) as KitchenMeasures;
      received.push(whole.received);
      // Those of the day are asked for seldom: what was answered is what stands there.
      if (minutes < 1_440) continue;
      await card(page, 'Taken back')
        .getByText(`of ${plural(whole.received, 'order')}`)
        .waitFor();
      await expect.poll(() => figure(page, 'Throughput')).toBe(formatCount(Math.round(whole.readyPerMinute)));
    }
    expect(received[1]).toBeGreaterThan(0);
    expect(new URL(page.url()).searchParams.get('range')).toBe('24h');
    await page.reload();
    await measures.getByRole('heading', { name: 'The last 24 h' }).waitFor();
    await card(page, 'Throughput').getByRole('img').hover();
    await measures.getByRole('heading', { name: /^At \d\d:\d\d:\d\d$/ }).waitFor();
    expect(visit.complaints).toEqual([]);
  });
});

/** Folds a kitchen out, upsets it for some seconds, and waits until it is shown lost. @returns how it was just before */
async function upset(page: Page, { id, name }: { id: string; name: string }, button: string, act: string) {
  await row(page, new RegExp(`${name}.*Open`))
    .getByRole('button', { name: 'Detail' })
    .click();
  await page
    .getByRole('list', { name: `Orders of ${name}` })
    .getByRole('listitem')
    .first()
    .waitFor();
  await page.getByRole('button', { name: `${button} ${name}` }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText(/It has [1-9]\d* orders? now/).waitFor();
  const seconds = dialog.getByRole('textbox', { name: 'For so many seconds' });
  await seconds.fill('61');
  await dialog.getByText('a number from 0.1 to 60').waitFor();
  await seconds.fill('8');
  const before = await kitchenOf(id);
  await dialog.getByRole('button', { name: act }).click();
  await dialog.waitFor({ state: 'hidden' });
  await row(page, new RegExp(`${name}.*Lost`)).waitFor();
  await page.getByText(/^\d kitchens? open, [12] lost/).waitFor();
  expect(await page.getByRole('button', { name: `${button} ${name}` }).isDisabled()).toBe(true);
  return before;
}

describe('two kitchens with orders, one cut off and one frozen', () => {
  it(
    'are shown lost, their orders go elsewhere, and both are open again as strangers',
    async () => {
      await haveOpen(SLOW, LAZY, QUICK);
      await using visit = await Visit.open(browser, url);
      const { page } = visit;
      await visit.goto('/kitchens');
      await owner.ask('POST', '/orders/many', { orders });
      for (const id of ['slow', 'lazy'])
        await until('it has some that have not begun', async () => (await kitchenOf(id)).waiting > 2);
      const before = [
        await upset(page, { id: 'slow', name: 'Slow' }, 'Cut off', 'Cut it off'),
        await upset(page, { id: 'lazy', name: 'Lazy' }, 'Freeze', 'Freeze it'),
      ];
      for (const { id, orders: held } of before) {
        const delivered = await until('all that it had are delivered', async () => {
          const now = await Promise.all(held.map((each) => order(each.id)));
          return now.every(({ state }) => state === 'delivered') && now;
        });
        const taken = delivered.filter(({ life }) => life.some(({ what }) => what === 'taken back'));
        expect(taken.length, id).toBeGreaterThan(0);
        expect(taken.filter(({ kitchen }) => kitchen === id)).toEqual([]);
      }
      await row(page, /Slow.*Open/).waitFor(OPEN_WITHIN);
      await row(page, /Lazy.*Open/).waitFor(OPEN_WITHIN);
      for (const { id, boots } of before) expect((await kitchenOf(id)).boots, id).toBeGreaterThan(boots);
      await expect.poll(() => figure(page, 'Taken back')).toMatch(/^[1-9]/);
      expect(visit.complaints).toEqual([]);
    },
    MINUTES,
  );
});

/** Fills in the form of a scenario and starts it. */
async function start(page: Page, name: string, numbers: Readonly<Record<string, string>>, policy?: string) {
  await control(page, 'Scenario');
  await page.getByRole('combobox', { name: 'Scenario' }).click();
  await page.getByRole('option', { name }).click();
  for (const [label, value] of Object.entries(numbers)) await page.getByRole('textbox', { name: label }).fill(value);
  if (policy !== undefined) {
    await page.getByRole('combobox', { name: 'Policy' }).click();
    await page.getByRole('option', { name: policy, exact: true }).click();
  }
  await page.getByRole('button', { name: 'Start it' }).click();
  await page.getByRole('link', { name: `${name} is going on` }).waitFor();
  expect(await page.getByRole('button', { name: 'Start it' }).isDisabled()).toBe(true);
}

describe('a scenario', () => {
  // Its orders would go to the kitchens of others as well.
  beforeAll(() => emptyCity(owner));

  it(
    'is started, goes on in the city and on its own page, and is stopped',
    async () => {
      await using visit = await Visit.open(browser, url);
      const { page } = visit;
      await visit.goto('/kitchens');
      await start(page, 'Kitchen fire', { Seed: '7', Kitchens: '2', Speed: '1' });
      await page.getByText(/ of 1 min 40 s: [1-9]\d* orders? came in/).waitFor(OPEN_WITHIN);
      await page.getByRole('link', { name: 'Kitchen fire', exact: true }).click();
      await page.waitForURL(/\/kitchens\/runs\/[0-9a-f-]{36}$/);
      await page.getByRole('progressbar', { name: 'Progress of Kitchen fire' }).waitFor();
      await page.getByRole('button', { name: 'Stop it' }).click();
      await page.locator('header').getByText('Stopped').waitFor(OPEN_WITHIN);
      await page.getByText(/Stopped after .*: [1-9]\d* orders? came in, [1-9]\d* ended/).waitFor();
      expect(await page.getByRole('button', { name: 'Stop it' }).count()).toBe(0);
      expect(await findBarriers(page)).toEqual([]);
      await page.getByRole('link', { name: 'See it in the city' }).click();
      await page.getByText('No scenario is going on.').waitFor();
      expect(visit.complaints).toEqual([]);
    },
    MINUTES,
  );

  it(
    'that is done stands beside another of the same orders, and the story is told of either',
    async () => {
      const before = await owner.ask<KitchenRun>('GET', `/kitchen-runs/${kitchens.run}`);
      await using visit = await Visit.open(browser, url);
      const { page } = visit;
      await visit.goto('/kitchens');
      const numbers = { Seed: `${before.seed}`, Kitchens: `${before.kitchens}`, Speed: '20' };
      await start(page, 'Lunch', numbers, 'random');
      await page.getByRole('link', { name: 'Lunch is going on' }).click();
      await page.getByText(/ of 2 min: [1-9]\d* orders? came in/).waitFor(OPEN_WITHIN);
      await page.locator('header').getByText('Done').waitFor(OPEN_WITHIN);
      const table = page.getByRole('region', { name: 'Runs side by side' }).getByRole('table');
      await table.getByRole('columnheader', { name: 'random, this one' }).waitFor();
      await table.getByRole('columnheader', { name: before.policy }).waitFor();
      const response = table.getByRole('row', { name: /response/i }).first();
      for (const at of [0, 1])
        expect(await response.getByRole('cell').nth(at).innerText()).toMatch(/^[\d.]+ (ms|s|min)/);
      expect(await table.getByText(', best').count()).toBeGreaterThan(0);
      expect(await findBarriers(page)).toEqual([]);
      const beside = page.getByRole('group', { name: 'Runs beside this one' });
      await beside.getByRole('checkbox').uncheck();
      await table.waitFor({ state: 'detached' });
      await beside.getByRole('checkbox').check();
      await table.waitFor();

      await page.getByRole('link', { name: 'Tell its story' }).click();
      await page.getByText(`recorded of Lunch, seed ${before.seed}, random`).waitFor();
      await page.getByRole('combobox', { name: 'Run that is told of' }).selectOption(kitchens.run);
      await page.getByText(`recorded of Lunch, seed ${before.seed}, ${before.policy}`).waitFor();
      expect(new URL(page.url()).searchParams.get('run')).toBe(kitchens.run);
      await page.getByRole('region', { name: 'The challenge' }).waitFor();
      expect(visit.complaints).toEqual([]);
    },
    MINUTES,
  );
});
