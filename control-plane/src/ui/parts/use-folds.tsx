'use client';
import { ActionIcon, Button } from '@mantine/core';
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

/**
 * Folds a row's detail out and in.
 *
 * @param inWords - says what it does, and is large enough for a finger
 */
export function FoldButton({ folds, id, inWords = false }: { folds: Folds; id: string; inWords?: boolean }) {
  const open = folds.isOpen(id);
  const acts = {
    className: classes.fold,
    'aria-expanded': open,
    'aria-controls': open ? folds.partId(id) : undefined,
    onClick: () => folds.toggle(id),
  };
  const icon = <IconChevronRight size={16} aria-hidden />;
  if (inWords) {
    return (
      <Button {...acts} variant="subtle" color="gray" h={40} px={8} ml={-8} mb={-8} leftSection={icon}>
        Detail
      </Button>
    );
  }
  return (
    <ActionIcon {...acts} aria-label="Detail" data-row-link>
      {icon}
    </ActionIcon>
  );
}
