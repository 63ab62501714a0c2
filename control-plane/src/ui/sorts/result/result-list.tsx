'use client';
import { formatCount } from '@longshore/schemas/words';
import { useDebouncedValue } from '@mantine/hooks';
import { useQueries } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { sortElementsQuery } from '../../api/sort-queries.ts';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { WINDOW, windowsOf } from './rank-windows.ts';
import classes from './result-browser.module.css';

const ROW_PX = 28;
/** What is only scrolled past is not fetched. */
const REST_MS = 90;

export interface ResultListProps {
  id: string;
  /** The rank of the first element of the page, and how many it has. */
  first: number;
  size: number;
  /** Of the whole result. */
  count: number;
  /** What is scrolled to. */
  rank: number;
  /** It was asked for: it is marked. */
  marked: boolean;
}

/** A page of a result: only the rows that are seen are there, and only their windows are fetched. */
export function ResultList({ id, first, size, count, rank, marked }: ResultListProps) {
  const box = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: size,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_PX,
    overscan: 12,
    initialOffset: Math.max(0, (rank - first) * ROW_PX - 4 * ROW_PX),
  });
  const items = rows.getVirtualItems();
  // Before the list has been laid out, what is scrolled to is what will be seen.
  const seen = windowsOf(
    first + (items[0]?.index ?? rank - first),
    first + (items.at(-1)?.index ?? rank - first),
    count,
  );
  const [wanted] = useDebouncedValue(seen.join(','), REST_MS);
  const windows = wanted === '' ? [] : wanted.split(',').map(Number);
  const answers = useQueries({ queries: windows.map((from) => sortElementsQuery(id, from, WINDOW)) });
  const failed = answers.find(({ error }) => error !== null);
  const values = new Map(answers.flatMap(({ data }) => data?.items.map((item) => [item.rank, item] as const) ?? []));

  const scroll = useRef(rows.scrollToIndex);
  useEffect(() => {
    scroll.current = rows.scrollToIndex;
  });
  useEffect(() => {
    scroll.current(Math.max(0, rank - first), { align: marked ? 'center' : 'start' });
  }, [rank, first, marked]);

  return (
    <>
      {failed === undefined ? null : <ProblemNote error={failed.error} retry={() => void failed.refetch()} />}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard */}
      <section ref={box} className={classes.box} tabIndex={0} aria-label="Elements by rank">
        <ol className={classes.list} style={{ height: rows.getTotalSize() }}>
          {items.map(({ index, start }) => {
            const at = first + index;
            const item = values.get(at);
            return (
              <li
                key={at}
                className={classes.row}
                data-marked={(marked && at === rank) || undefined}
                aria-current={(marked && at === rank) || undefined}
                aria-posinset={at + 1}
                aria-setsize={count}
                style={{ transform: `translateY(${start}px)` }}
              >
                <span className={classes.rank}>{formatCount(at)}</span>
                <code className={classes.value} title={item?.value}>
                  {item === undefined ? '…' : item.value}
                  {item?.truncated === true ? <span className={classes.more}> and more</span> : null}
                </code>
              </li>
            );
          })}
        </ol>
      </section>
    </>
  );
}
