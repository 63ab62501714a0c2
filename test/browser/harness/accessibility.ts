import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { chooseTheme } from './choose-theme.ts';

const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];

/**
 * What stands on a page against WCAG 2.1 A and AA, one line each. Of the dark theme only the contrast is looked at: all
 * else is the same as in the light one. Leaves the page in the light theme.
 */
export async function findBarriers(page: Page): Promise<string[]> {
  const light = await new AxeBuilder({ page }).withTags(wcag).analyze();
  await chooseTheme(page, 'dark');
  const dark = await new AxeBuilder({ page }).withRules('color-contrast').analyze();
  await chooseTheme(page, 'light');
  return [...inWords('light', light.violations), ...inWords('dark', dark.violations)];
}

type Violations = Awaited<ReturnType<AxeBuilder['analyze']>>['violations'];

function inWords(theme: string, violations: Violations): string[] {
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, any }) => `${theme}: ${id}: ${help} · ${html.slice(0, 200)} · ${any[0]?.message ?? ''}`),
  );
}
