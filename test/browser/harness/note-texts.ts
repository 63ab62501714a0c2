import type { Page } from 'playwright-core';

type Noted = Record<string, string[]>;

/** Notes, from now on, each text that an element comes to show, in order. A reload forgets them. */
export async function noteTexts(page: Page, selectors: Readonly<Record<string, string>>): Promise<void> {
  await page.evaluate((wanted) => {
    const noted: Noted = Object.fromEntries(Object.keys(wanted).map((name) => [name, []]));
    const look = () => {
      for (const [name, selector] of Object.entries(wanted)) {
        const text = document.querySelector(selector)?.textContent;
        const texts = noted[name];
        if (text && texts?.at(-1) !== text) texts?.push(text);
      }
    };
    new MutationObserver(look).observe(document.body, { childList: true, characterData: true, subtree: true });
    Object.assign(window, { longshoreNoted: noted });
  }, selectors);
}

/** What was noted. @throws when the page was loaded again since */
export async function notedTexts(page: Page): Promise<Noted> {
  const noted = await page.evaluate(() => (window as { longshoreNoted?: Noted }).longshoreNoted ?? null);
  if (noted === null) throw new Error(`${page.url()} was loaded again`);
  return noted;
}
