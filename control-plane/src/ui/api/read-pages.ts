/** A page of a list as the API gives it. */
export interface ReadPage<Item> {
  items: Item[];
  next: string | null;
}

/**
 * Reads a list page by page, so many pages at most: what a page of this program shows as one list is not cut where one
 * answer ends.
 *
 * @param before - what was read of a list that is only added to: pages that cannot change any more are not asked for again
 */
export async function readPages<Item>(
  ask: (cursor: string | null) => Promise<ReadPage<Item>>,
  mostPages: number,
  before: readonly ReadPage<Item>[] = [],
): Promise<ReadPage<Item>[]> {
  // What was written at the same time may come late to a page that has only just become full.
  const pages = before.slice(0, -2);
  let cursor = pages.at(-1)?.next ?? null;
  do {
    const page = await ask(cursor);
    pages.push(page);
    cursor = page.next;
  } while (cursor !== null && pages.length < mostPages);
  return pages;
}

/** Pages as one list; its `next` says that there is more than was read. */
export function joinPages<Item>(pages: readonly ReadPage<Item>[]): ReadPage<Item> {
  return { items: pages.flatMap(({ items }) => items), next: pages.at(-1)?.next ?? null };
}
