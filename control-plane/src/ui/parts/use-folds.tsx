'use client';
import { IconChevronRight } from '@tabler/icons-react';
import { useCallback, useId, useState } from 'react';
import { IconButton } from './button/icon-button.tsx';
import classes from './data-table.module.css';

export interface Folds {
  isOpen: (id: string) => boolean;
  /** The id of what is folded out, for the button that does it. */
  partId: (id: string) => string;
  /** Stable between renders. */
  toggle: (id: string) => void;
}

/** Which rows of a list are folded out. */
export function useFolds(): Folds {
  const prefix = useId();
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const toggle = useCallback((id: string) => {
    setOpen((before) => {
      const after = new Set(before);
      if (!after.delete(id)) after.add(id);
      return after;
    });
  }, []);
  return { isOpen: (id) => open.has(id), partId: (id) => `${prefix}-${id}`, toggle };
}

export interface FoldButtonProps {
  open: boolean;
  /** The id of what it folds out. */
  partId: string;
  onToggle: () => void;
  /** Says what it does, and is large enough for a finger. */
  inWords?: boolean;
}

/** Folds a row's detail out and in. */
export function FoldButton({ open, partId, onToggle, inWords = false }: FoldButtonProps) {
  const acts = { 'aria-expanded': open, 'aria-controls': open ? partId : undefined, onClick: onToggle };
  const icon = <IconChevronRight size={16} aria-hidden />;
  if (inWords) {
    return (
      <button type="button" {...acts} className={`${classes.fold} ${classes['fold-in-words']}`}>
        {icon} Detail
      </button>
    );
  }
  return (
    <IconButton {...acts} className={classes.fold} aria-label="Detail" data-row-link>
      {icon}
    </IconButton>
  );
}
