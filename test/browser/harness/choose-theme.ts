import type { Page } from 'playwright-core';

/** Turns the system that a page is shown on to light or dark, and waits until the page has followed in all its colours. */
export async function chooseTheme(page: Page, theme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme: theme });
  await page.locator(`html[data-mantine-color-scheme="${theme}"]`).waitFor({ state: 'attached' });
  await page.waitForFunction(() => document.getAnimations().every((each) => !(each instanceof CSSTransition)));
}
