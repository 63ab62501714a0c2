'use client';
import { ActionIcon, Button } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useCallback, useId, useState } from 'react';
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
  const acts = {
    className: classes.fold,
    'aria-expanded': open,
    'aria-controls': open ? partId : undefined,
    onClick: onToggle,
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
