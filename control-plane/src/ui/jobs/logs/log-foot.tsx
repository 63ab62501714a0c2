'use client';
import { formatCount, plural } from '@longshore/schemas/words';
import { Button } from '@mantine/core';
import { formatLineName } from './line-name.ts';
import type { LogSnapshot } from './log-reader.ts';
import classes from './log-viewer.module.css';
import { isAtStart } from './log-window.ts';
import type { LogSearchState } from './use-log-search.ts';

/** What of the log is in memory, what of that is hidden, and the way to the rest. */
export function LogFoot({
  log: { window, missing },
  search,
  onStart,
}: {
  log: LogSnapshot;
  search: LogSearchState;
  onStart: () => void;
}) {
  const { shown } = search.sifted;
  const filters = shown !== null || search.sifted.sieve.matcher.active;
  const atStart = isAtStart(window);
  return (
    <div className={classes.foot}>
      <p>
        {missing === null ? '' : `Line ${formatLineName(missing)} is not kept any more. `}
        {shown === null ? '' : `${hiddenWords(window.rows.length, shown.length)} `}
        {scopeWords(window.rows.length, atStart, window.atEnd)}
      </p>
      {atStart ? null : search.lookingBack ? (
        <Button size="compact-xs" variant="subtle" onClick={search.stopLooking}>
          Looking through older lines · stop
        </Button>
      ) : filters ? (
        <Button size="compact-xs" variant="subtle" onClick={search.lookBack}>
          Look through older lines
        </Button>
      ) : (
        <Button size="compact-xs" variant="subtle" onClick={onStart}>
          To the first line
        </Button>
      )}
    </div>
  );
}

function hiddenWords(rows: number, shown: number): string {
  return `${formatCount(shown)} shown, ${formatCount(rows - shown)} hidden.`;
}

function scopeWords(rows: number, atStart: boolean, atEnd: boolean): string {
  if (atStart && atEnd) return `${plural(rows, 'line')} in all.`;
  const rest = atStart ? 'newer ones' : atEnd ? 'older ones' : 'others';
  return `${formatCount(rows)} lines are loaded; ${rest} load as you scroll.`;
}
