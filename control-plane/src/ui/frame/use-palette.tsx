'use client';
import { type ReactNode, useEffect, useEffectEvent, useRef, useState } from 'react';
import { late } from '../parts/late.tsx';
import { useWhenSettled } from '../parts/use-when-settled.ts';
import { useShortcut } from '../shortcuts/shortcut-keys.tsx';
import { type HeldKeys, holdKeys } from './hold-keys.ts';

// For whoever searches.
const CommandPalette = late(async () => (await import('./command-palette.tsx')).CommandPalette);

export interface Palette {
  open: () => void;
  fetchAhead: () => void;
  /** Stands at the end of the page. */
  shown: ReactNode;
}

/**
 * The command palette, which Control K opens, also while one types in a field; and `/`, where a page has nothing of its
 * own to search. Whoever types at once types into it, also while its code is still on its way.
 */
export function usePalette(): Palette {
  const [asked, setAsked] = useState(0);
  const opened = useRef(false);
  const held = useRef<HeldKeys | null>(null);
  const open = () => {
    if (!opened.current) held.current ??= holdKeys();
    setAsked((times) => times + 1);
  };
  useShortcut('search', open, { standsIn: true });
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    open();
  });
  useEffect(() => {
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  useWhenSettled(CommandPalette.fetchAhead);

  const takeTyped = () => {
    const typed = held.current?.release() ?? '';
    held.current = null;
    return typed;
  };
  return {
    open,
    fetchAhead: CommandPalette.fetchAhead,
    shown:
      asked === 0 ? null : (
        <CommandPalette
          asked={asked}
          takeTyped={takeTyped}
          onOpened={(isOpened) => {
            opened.current = isOpened;
          }}
        />
      ),
  };
}
