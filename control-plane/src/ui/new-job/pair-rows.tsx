'use client';
import { ActionIcon, Autocomplete, Button, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Pair } from './job-form.ts';
import classes from './new-job.module.css';

export interface PairRowsProps {
  rows: readonly Pair[];
  onChange: (rows: Pair[]) => void;
  onBlur: () => void;
  /** What one row is: `field`, `variable`. */
  what: string;
  names: { name: string; value: string };
  suggestions?: string[];
  error: ReactNode;
}

/** Names with values: rows that can be added, changed and taken away. */
export function PairRows({ rows, onChange, onBlur, what, names, suggestions, error }: PairRowsProps) {
  const change = (index: number, part: Partial<Pair>) =>
    onChange(rows.map((row, at) => (at === index ? { ...row, ...part } : row)));
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: leaving any of its fields checks them all
    <div onBlur={onBlur}>
      {rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row has no identity but its place while its name is typed
        <div key={index} className={classes.pair}>
          <TextInput
            aria-label={`Name of ${what} ${index + 1}`}
            placeholder={names.name}
            value={row.name}
            onChange={(event) => change(index, { name: event.currentTarget.value })}
          />
          {suggestions === undefined ? (
            <TextInput
              aria-label={`Value of ${what} ${index + 1}`}
              placeholder={names.value}
              value={row.value}
              onChange={(event) => change(index, { value: event.currentTarget.value })}
            />
          ) : (
            <Autocomplete
              aria-label={`Value of ${what} ${index + 1}`}
              placeholder={names.value}
              data={suggestions}
              limit={12}
              value={row.value}
              onChange={(value) => change(index, { value })}
            />
          )}
          <ActionIcon
            size={36}
            variant="subtle"
            aria-label={`Take away ${what} ${row.name || index + 1}`}
            onClick={() => onChange(rows.filter((_, at) => at !== index))}
          >
            <IconTrash size={16} />
          </ActionIcon>
        </div>
      ))}
      {error === undefined || error === null ? null : (
        <p className={classes.error} role="alert">
          {error}
        </p>
      )}
      <Button
        size="xs"
        variant="default"
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => onChange([...rows, { name: '', value: '' }])}
      >
        Add a {what}
      </Button>
    </div>
  );
}
