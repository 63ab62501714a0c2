'use client';
import { ActionIcon } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { type MouseEvent, useId, useState } from 'react';
import classes from './data-table.module.css';
import { hitsControl } from './row-link.tsx';

export interface Folds {
  isOpen: (id: string) => boolean;
  /** The id of what is folded out, for the button that does it. */
  partId: (id: string) => string;
  toggle: (id: string) => void;
  /** A click anywhere on a row that is no control of its own, and selects no text. */
  click: (id: string) => (event: MouseEvent<HTMLElement>) => void;
}

/** Which rows of a list are folded out. */
export function useFolds(): Folds {
  const prefix = useId();
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const toggle = (id: string) =>
    setOpen((before) => {
      const after = new Set(before);
      if (!after.delete(id)) after.add(id);
      return after;
    });
  return {
    isOpen: (id) => open.has(id),
    partId: (id) => `${prefix}-${id}`,
    toggle,
    click: (id) => (event) => {
      if (!hitsControl(event)) toggle(id);
    },
  };
}

/** Folds a row's detail out and in. */
export function FoldButton({ folds, id }: { folds: Folds; id: string }) {
  const open = folds.isOpen(id);
  return (
    <ActionIcon
      className={classes.fold}
      aria-label="Detail"
      aria-expanded={open}
      aria-controls={open ? folds.partId(id) : undefined}
      data-row-link
      onClick={() => folds.toggle(id)}
    >
      <IconChevronRight size={16} aria-hidden />
    </ActionIcon>
  );
}
