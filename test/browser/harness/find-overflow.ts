import type { Page } from 'playwright-core';

/**
 * What makes a page scroll sideways, or stands beyond its right edge where nothing scrolls to it, and the columns that
 * their own names do not fit into. Parts that scroll by themselves, such as a long line of a log, are not meant.
 */
export function findOverflow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const found: string[] = [];
    if (document.documentElement.scrollWidth > width) {
      found.push(`the page is ${document.documentElement.scrollWidth} px wide in ${width} px`);
    }
    const isMeant = (element: Element): boolean => {
      for (let at: Element | null = element; at !== null && at !== document.body; at = at.parentElement) {
        const { overflowX, position, clipPath } = getComputedStyle(at);
        if (overflowX !== 'visible' && at !== document.documentElement) return true;
        if (position === 'absolute' && clipPath !== 'none') return true;
      }
      return false;
    };
    for (const element of document.body.querySelectorAll('*')) {
      const box = element.getBoundingClientRect();
      if (box.width === 0 || box.height === 0 || box.right <= width + 1 || isMeant(element)) continue;
      found.push(`<${element.tagName.toLowerCase()} class="${element.className}"> ends at ${Math.round(box.right)} px`);
    }
    for (const name of document.body.querySelectorAll<HTMLElement>('th')) {
      if (name.scrollWidth <= name.clientWidth + 1) continue;
      found.push(`the column ${name.innerText} is ${name.clientWidth} px wide, its name ${name.scrollWidth} px`);
    }
    return found;
  });
}
