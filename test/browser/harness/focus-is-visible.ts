import type { Page } from 'playwright-core';

/**
 * Whether one can see what has the focus: it or what it is drawn as (its label, the box around it) has an outline, or
 * a border in the colour of the focus; and it is on the screen.
 */
export function focusIsVisible(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (element === null || element === document.body) return false;
    const shown = (at: Element | null): boolean => {
      if (at === null) return false;
      const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(at);
      return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1 && !/, 0\)$/.test(outlineColor);
    };
    const border = (at: Element): string => getComputedStyle(at).borderTopColor;
    const accents = ['--mantine-primary-color-filled', '--ls-focus', '--ls-accent'].map((name) => {
      const probe = document.createElement('i');
      probe.style.color = `var(${name})`;
      document.body.append(probe);
      const { color } = getComputedStyle(probe);
      probe.remove();
      return color;
    });
    const box = element.getBoundingClientRect();
    const onScreen = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    const drawn = [element, element.parentElement, element.nextElementSibling];
    return onScreen && (drawn.some(shown) || accents.includes(border(element)));
  });
}
