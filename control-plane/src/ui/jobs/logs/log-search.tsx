'use client';
import { formatCount } from '@longshore/schemas/words';
import { ActionIcon, TextInput } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconFilter, IconSearch } from '@tabler/icons-react';
import { useRef } from 'react';
import { hint } from '../../parts/hint/hint.ts';
import { useShortcut } from '../../shortcuts/shortcut-keys.tsx';
import classes from './log-viewer.module.css';
import { placeOf } from './sift.ts';
import type { LogSearchState } from './use-log-search.ts';

/** Finds words in the lines; Enter goes to the next match, Shift Enter to the one before. */
export function LogSearch({ search }: { search: LogSearchState }) {
  const field = useRef<HTMLInputElement>(null);
  useShortcut('search', () => field.current?.focus());
  const { matches } = search.sifted;
  const active = search.sifted.sieve.matcher.active;
  return (
    <div className={classes.search}>
      <TextInput
        ref={field}
        size="xs"
        aria-label="Search the log"
        placeholder='error "timed out" -health'
        title="All words must stand in a line; quotes hold a phrase together; a minus excludes"
        leftSection={<IconSearch size={14} aria-hidden />}
        rightSection={active ? null : <kbd className={classes.key}>/</kbd>}
        value={search.text}
        onChange={(event) => search.setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') search.step(event.shiftKey ? -1 : 1);
          if (event.key === 'Escape') {
            search.setText('');
            event.currentTarget.blur();
          }
        }}
      />
      {active ? (
        <>
          <span className={classes.found} role="status">
            {foundWords(matches, search.current)}
          </span>
          <ActionIcon size="sm" aria-label="The match before" data-compact onClick={() => search.step(-1)}>
            <IconChevronUp size={16} />
          </ActionIcon>
          <ActionIcon
            size="sm"
            aria-label="The next match"
            data-compact
            disabled={matches.length === 0}
            onClick={() => search.step(1)}
          >
            <IconChevronDown size={16} />
          </ActionIcon>
          <ActionIcon
            size="sm"
            data-compact
            variant={search.onlyMatching ? 'light' : 'subtle'}
            color={search.onlyMatching ? 'accent' : 'gray'}
            aria-label="Only matching lines"
            aria-pressed={search.onlyMatching}
            onClick={() => search.setOnlyMatching(!search.onlyMatching)}
            {...hint(search.onlyMatching ? 'Show all lines' : 'Show only matching lines')}
          >
            <IconFilter size={15} />
          </ActionIcon>
        </>
      ) : null}
    </div>
  );
}

function foundWords(matches: readonly number[], current: number | null): string {
  if (matches.length === 0) return 'not found';
  const place = current === null ? -1 : placeOf(matches, current);
  if (matches[place] !== current) return `${formatCount(matches.length)} found`;
  return `${formatCount(place + 1)} of ${formatCount(matches.length)}`;
}
