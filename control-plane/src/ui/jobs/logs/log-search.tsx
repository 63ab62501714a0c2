'use client';
import { formatCount } from '@longshore/schemas/words';
import { ActionIcon, TextInput } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconSearch } from '@tabler/icons-react';
import classes from './log-viewer.module.css';

export interface LogSearchProps {
  words: string;
  found: number;
  /** Which of the found is shown, from 0. */
  current: number;
  onWords: (words: string) => void;
  onStep: (step: 1 | -1) => void;
}

/** Finds words in the lines; Enter goes to the next, Shift Enter to the one before. */
export function LogSearch({ words, found, current, onWords, onStep }: LogSearchProps) {
  return (
    <div className={classes.search}>
      <TextInput
        size="xs"
        aria-label="Search the log"
        placeholder="Search the log"
        leftSection={<IconSearch size={14} aria-hidden />}
        value={words}
        onChange={(event) => onWords(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') onStep(event.shiftKey ? -1 : 1);
          if (event.key === 'Escape') onWords('');
        }}
      />
      {words === '' ? null : (
        <>
          <span className={classes.found} role="status">
            {found === 0 ? 'not found' : `${formatCount(current + 1)} of ${formatCount(found)}`}
          </span>
          <ActionIcon size="sm" aria-label="The one before" disabled={found === 0} onClick={() => onStep(-1)}>
            <IconChevronUp size={16} />
          </ActionIcon>
          <ActionIcon size="sm" aria-label="The next one" disabled={found === 0} onClick={() => onStep(1)}>
            <IconChevronDown size={16} />
          </ActionIcon>
        </>
      )}
    </div>
  );
}
