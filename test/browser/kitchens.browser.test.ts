import type { KitchenDetail, KitchenNetwork, OrderView } from '@longshore/schemas';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { until } from '../faults/harness/until.ts';
import { findBarriers } from './harness/accessibility.ts';
import { emptyCity } from './harness/empty-city.ts';
import { findOverflow } from './harness/find-overflow.ts';
import { launchBrowser } from './harness/launch-browser.ts';
import { playKitchens } from './harness/played-kitchens.ts';
import { Visit } from './harness/visit.ts';
import { Person } from './pictures/person.ts';

const { url, ownerKey, kitchens } = inject('longshore');
const phone = { width: 390, height: 844 };
const owner = Person.owner(url, ownerKey);
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(async () => {
  await emptyCity(owner);
  await browser?.close();
});

const network = () => owner.ask<KitchenNetwork>('GET', '/kitchen-network');
const order = (id: string) => owner.ask<OrderView>('GET', `/orders/${id}`);

/** Opens one of the groups of controls. */
const control = (page: Page, name: string) =>
  page.getByRole('tablist', { name: 'What to do' }).getByRole('tab', { name }).click();

describe('the city without a kitchen', () => {
  it('says what opens some, and an order waits and says for what; called off, it has failed', async () => {
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    await visit.goto('/kitchens');
    await page.getByRole('heading', { name: 'No kitchen is open' }).waitFor();
    await page.getByText('./longshore kitchen open').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('textbox', { name: 'Latitude' }).fill('60.18');
    await page.getByText('1.1 km north of the middle').waitFor();
    await page.getByRole('button', { name: 'Place the order' }).click();
    await page.getByRole('link', { name: 'Follow it' }).click();
    await page.waitForURL(/\/kitchens\/orders\/[0-9a-f-]{36}$/);
    await page.getByText('Waits for a kitchen to open').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Call it off' }).click();
    await page.locator('header').getByText('Failed').waitFor();
    await page.getByRole('list', { name: 'Life' }).getByText('Failed').waitFor();
    expect(visit.complaints).toEqual([]);
  });

  it('is asked for an order from where one clicks', async () => {
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    await playKitchens(page, { kitchens: 1, orders: 0 });
    await visit.goto('/kitchens');
    const latitude = page.getByRole('textbox', { name: 'Latitude' });
    const before = await latitude.inputValue();
    const city = page.getByRole('img', { name: /^City with/ });
    const box = await city.boundingBox();
    await city.click({ position: { x: (box?.width ?? 0) * 0.6, y: (box?.height ?? 0) * 0.25 } });
    await expect.poll(() => latitude.inputValue()).not.toBe(before);
    await page.getByText(/km north(-east|-west)? of the middle/).waitFor();
  });
});

describe('the balancer', () => {
  it('weighs as the sliders stand, and says what was brought to a sum of 1', async () => {
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    await visit.goto('/kitchens');
    await control(page, 'Balancer');
    const load = page.getByRole('slider', { name: /^Load/ });
    await load.focus();
    for (let count = 0; count < 4; count += 1) await page.keyboard.press('ArrowRight');
    await page.getByText(/brought to/).waitFor();
    await expect.poll(async () => (await network()).weights.load).toBeGreaterThan(0.41);
    const { weights } = await network();
    expect(Object.values(weights).reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 9);
    expect(await findBarriers(page)).toEqual([]);
    await owner.ask('PATCH', '/kitchen-network', { weights: { load: 0.4, specialty: 0.3, time: 0.2, distance: 0.1 } });
    expect(visit.complaints).toEqual([]);
  });

  it('takes another policy, and refuses thresholds that cross over', async () => {
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    await visit.goto('/kitchens');
    await control(page, 'Balancer');
    await page.getByRole('combobox', { name: 'Policy' }).click();
    await page.getByRole('option', { name: 'power-of-two' }).click();
    await page.getByText('the one that holds fewer of two drawn by chance').waitFor();
    expect((await network()).policy).toBe('power-of-two');
    await page.getByRole('button', { name: 'Migration and silence' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Takes orders below' }).fill('95');
    await dialog.getByRole('button', { name: 'Set them' }).click();
    await dialog.getByText(/must be below highPercent/).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await dialog.getByRole('textbox', { name: 'Takes orders below' }).fill('40');
    await dialog.getByRole('button', { name: 'Set them' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect((await network()).migration.lowPercent).toBe(40);
    await owner.ask('PATCH', '/kitchen-network', { policy: 'scored', migration: { lowPercent: 50 } });
    expect(visit.complaints).toEqual([]);
  });
});

describe('a kitchen', () => {
  it('is opened, cooks what is ordered, and is killed and closed after it was said what that does', async () => {
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    await visit.goto('/kitchens');
    await control(page, 'Kitchens');
    await page.getByRole('textbox', { name: 'Times as fast' }).fill('10');
    await page.getByRole('button', { name: 'Open', exact: true }).click();
    await page.getByText('1 kitchen asked for').waitFor();
    const table = page.getByRole('table', { name: 'Kitchens' });
    const row = table.getByRole('row', { name: /Open/ });
    await row.waitFor({ timeout: 60_000 });
    await control(page, 'Orders');
    await page.getByRole('button', { name: 'Place the order' }).click();
    const follow = page.getByRole('link', { name: 'Follow it' });
    const id = (await follow.getAttribute('href'))?.split('/').at(-1) ?? '';
    await until('the order is delivered', async () => (await order(id)).state === 'delivered');
    await row.getByRole('button', { name: 'Detail' }).click();
    await page.getByText('It has no order now').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('button', { name: /^Kill / }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('it comes back as a stranger').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Kill it' }).click();
    await dialog.waitFor({ state: 'hidden' });
    const [kitchen] = (await owner.ask<{ items: KitchenDetail[] }>('GET', '/kitchens')).items.filter(
      ({ state }) => state !== 'closed',
    );
    await until(
      'it registered anew',
      async () => (await owner.ask<KitchenDetail>('GET', `/kitchens/${kitchen?.id}`)).boots > (kitchen?.boots ?? 0),
      { timeoutMs: 60_000 },
    );
    await page.getByRole('button', { name: /^Close Kitchen|^Close kitchen/ }).click();
    await dialog.getByRole('button', { name: 'Close it' }).click();
    await page.getByRole('heading', { name: 'No kitchen is open' }).waitFor({ timeout: 60_000 });
    expect(visit.complaints).toEqual([]);
  });
});

describe('an order that was delivered', () => {
  it('has its life, and why it went where it went', async () => {
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    await visit.goto(`/kitchens/orders/${kitchens.delivered}`);
    const life = page.getByRole('list', { name: 'Life' });
    for (const words of ['Received', 'Given to', 'Begun by', 'Ready at', 'Delivered'])
      await life.getByText(words).first().waitFor();
    const given = await order(kitchens.delivered);
    if (given.receipts.length > 0) {
      await page.getByRole('list', { name: 'Kitchens' }).first().getByText('Chosen').waitFor();
    } else await page.getByText(given.withoutReceipt).waitFor();
    await page.getByRole('link', { name: /^Lunch/ }).click();
    await page.waitForURL(`**/kitchens/runs/${kitchens.run}`);
    expect(visit.complaints).toEqual([]);
  });
});

describe('a run', () => {
  it('stands with what it came to and what each kitchen did, also on a phone', async () => {
    await using visit = await Visit.open(browser, url, phone);
    const { page } = visit;
    await visit.goto(`/kitchens/runs/${kitchens.run}`);
    await page.getByRole('region', { name: 'What it came to' }).getByText('Balance index').waitFor();
    expect(await page.getByRole('region', { name: 'What each kitchen did' }).getByRole('row').count()).toBe(4);
    expect(await findOverflow(page)).toEqual([]);
    await page.getByRole('link', { name: 'Tell its story' }).click();
    await page.getByRole('navigation', { name: 'Scenes' }).waitFor();
    expect(visit.complaints).toEqual([]);
  });
});

describe('the story', () => {
  const SCENES = [
    'The challenge',
    'The architecture',
    'One order’s way',
    'The scoring',
    'Rush-hour crisis',
    'Migration',
    'Containers and deployment',
    'Success measured',
  ];

  it('is gone through by keyboard, scene by scene, and none has a barrier or reaches beyond a phone', async () => {
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    await visit.goto(`/kitchens/story?run=${kitchens.run}`);
    const scenes = page.getByRole('navigation', { name: 'Scenes' });
    for (const title of SCENES) {
      const scene = page.getByRole('region', { name: title });
      await scene.waitFor();
      expect(await findBarriers(page), title).toEqual([]);
      await page.setViewportSize(phone);
      await expect.poll(() => findOverflow(page), { message: title }).toEqual([]);
      await page.setViewportSize({ width: 1280, height: 900 });
      // Step by step to the next one.
      while (title !== SCENES.at(-1) && (await scene.isVisible())) await page.keyboard.press('ArrowRight');
    }
    await page.keyboard.press('Home');
    await page.getByRole('region', { name: 'The challenge' }).waitFor();
    await page.keyboard.press('End');
    await page.getByRole('region', { name: 'Success measured' }).waitFor();
    await expect.poll(() => new URL(page.url()).searchParams.get('scene')).toBe('success');
    await page.keyboard.press('Home');
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Pause' }).waitFor();
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Play' }).waitFor();
    await scenes.getByRole('button', { name: 'The scoring' }).click();
    await page.getByRole('region', { name: 'The scoring' }).waitFor();
    expect(visit.complaints).toEqual([]);
  });

  it('is told live as well', async () => {
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    await visit.goto('/kitchens/story');
    await page.getByRole('radiogroup', { name: 'Told of' }).getByText('Live').click();
    // There arrows choose what is told of; elsewhere they go through the scenes.
    await page.getByRole('heading', { level: 1 }).click();
    for (const title of SCENES) {
      await page.getByRole('region', { name: title }).waitFor();
      await page.keyboard.press('ArrowRight');
    }
    await page.getByRole('region', { name: 'Success measured' }).waitFor();
    await page.keyboard.press('Home');
    await page.getByText(/^Now:/).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    expect(visit.complaints).toEqual([]);
  });
});

describe('a large city', () => {
  it('tells in words how many orders are where, and each kitchen can be reached by keyboard', async () => {
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    await playKitchens(page, { kitchens: 50, orders: 1_000 });
    await visit.goto('/kitchens');
    await page
      .getByRole('img', { name: /^City with 50 kitchens; orders: 2\d\d waiting, 2\d\d in a kitchen/ })
      .waitFor();
    const marks = page.getByRole('list', { name: 'Kitchens in the picture' });
    await expect.poll(() => marks.getByRole('button').count()).toBe(50);
    await marks.getByRole('button', { name: /^Kitchen 7 · open/ }).focus();
    await page.getByRole('tooltip').getByText('Kitchen 7').waitFor();
    await page.keyboard.press('Enter');
    expect(await marks.getByRole('button', { pressed: true }).count()).toBe(1);
    expect(await findBarriers(page)).toEqual([]);
    // What a kitchen says of itself stays where it was said.
    await page.getByRole('heading', { level: 1 }).click();
    await page.getByRole('tooltip').waitFor({ state: 'hidden' });
    await page.setViewportSize(phone);
    await expect.poll(() => findOverflow(page)).toEqual([]);
  });

  it('is drawn smoothly while 1,000 orders move, and not at all while nothing does', async () => {
    await using visit = await Visit.open(browser, url);
    const { page } = visit;
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    await page.addInitScript(() => {
      // Only what the page itself asks for is counted.
      window.frames_ = { drawn: 0, spentMs: 0 };
      const ask = window.requestAnimationFrame.bind(window);
      window.requestAnimationFrame = (paint) =>
        ask((nowMs) => {
          const began = performance.now();
          paint(nowMs);
          window.frames_.drawn += 1;
          window.frames_.spentMs += performance.now() - began;
        });
    });
    await playKitchens(page, { kitchens: 50, orders: 1_000 });
    await visit.goto('/kitchens');
    await page.getByRole('img', { name: /^City with 50 kitchens; orders/ }).waitFor();
    const before = await page.evaluate(() => ({ ...window.frames_ }));
    await page.waitForFunction((from) => window.frames_.drawn > from + 120, before.drawn);
    const after = await page.evaluate(() => ({ ...window.frames_ }));
    const perFrameMs = (after.spentMs - before.spentMs) / (after.drawn - before.drawn);
    // Half of what a frame has at 60 a second; the rest is the browser's.
    expect(perFrameMs).toBeLessThan(8);
    await playKitchens(page, { kitchens: 50, orders: 0 });
    await page.getByRole('img', { name: /no order is on its way/ }).waitFor();
    const still = await until('no frame is asked for', async () => {
      const from = await page.evaluate(() => window.frames_.drawn);
      await page.waitForTimeout(1_000);
      return (await page.evaluate(() => window.frames_.drawn)) - from <= 4;
    });
    expect(still).toBe(true);
  });
});

declare global {
  interface Window {
    frames_: { drawn: number; spentMs: number };
  }
}
