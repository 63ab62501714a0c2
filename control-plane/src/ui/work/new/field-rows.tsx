'use client';
import { ActionIcon, Button } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import form from '../../new-job/new-job.module.css';
import classes from './new-item.module.css';

export interface FieldRowsProps {
  legend: string;
  hint: string;
  /** What one row is: `condition`. */
  what: string;
  error: ReactNode;
  onBlur: () => void;
  count: number;
  add: () => void;
  remove: (index: number) => void;
  children: (index: number) => ReactNode;
}

/** Rows of fields that can be added, changed and taken away. */
export function FieldRows({ legend, hint, what, error, onBlur, count, add, remove, children }: FieldRowsProps) {
  return (
    <fieldset className={form.rows} onBlur={onBlur}>
      <legend>{legend}</legend>
      <p className={form.hint}>{hint}</p>
      {Array.from({ length: count }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row has no identity but its place
        <div key={index} className={classes.row}>
          {children(index)}
          <ActionIcon
            size={36}
            variant="subtle"
            aria-label={`Take away ${what} ${index + 1}`}
            onClick={() => remove(index)}
          >
            <IconTrash size={16} />
          </ActionIcon>
        </div>
      ))}
      {error === undefined || error === null ? null : (
        <p className={form.error} role="alert">
          {error}
        </p>
      )}
      <Button size="xs" variant="default" leftSection={<IconPlus size={14} aria-hidden />} onClick={add}>
        Add {what === 'aggregate' ? 'an' : 'a'} {what}
      </Button>
    </fieldset>
  );
}
