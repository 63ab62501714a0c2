'use client';
import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useRef } from 'react';
import { useShortcut } from '../shortcuts/shortcut-keys.tsx';
import classes from './reference.module.css';

/** Finds operations by words in them; Escape leaves it empty. */
export function ReferenceSearch({ text, onText }: { text: string; onText: (text: string) => void }) {
  const field = useRef<HTMLInputElement>(null);
  useShortcut('search', () => field.current?.focus());
  return (
    <TextInput
      ref={field}
      type="search"
      className={classes.search ?? ''}
      aria-label="Search the API"
      placeholder="stop, /agents, audit:read, cursor"
      leftSection={<IconSearch size={15} aria-hidden />}
      rightSection={text === '' ? <kbd className={classes.key}>/</kbd> : null}
      value={text}
      onChange={(event) => onText(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        onText('');
        event.currentTarget.blur();
      }}
    />
  );
}
