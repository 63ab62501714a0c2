'use client';
import { useEffect, useEffectEvent } from 'react';

const TAKES_KEYS =
  'input, textarea, select, [contenteditable], [role="slider"], [role="listbox"], [role="menu"], [role="dialog"], [role="radiogroup"]';

/** What is played, and can be gone through step by step. */
export interface PlayedByKeys {
  /** Goes on or stops. */
  toggle: () => void;
  /** Goes so many steps on, or back. */
  step: (by: number) => void;
  goTo: (index: number) => void;
}

/**
 * Space plays and pauses, arrows go step by step, Home and End to the ends; wherever nothing else takes the key.
 *
 * @param last - the index that End goes to
 */
export function usePlayerKeys({ toggle, step, goTo }: PlayedByKeys, last: number): void {
  const act = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target instanceof Element ? event.target : null;
    if (target?.closest(TAKES_KEYS) != null) return;
    const acts: Record<string, () => void> = {
      ArrowRight: () => step(1),
      ArrowLeft: () => step(-1),
      Home: () => goTo(0),
      End: () => goTo(last),
      // A button or a link that has the focus is what Space means.
      ...(target?.closest('button, a, summary') == null && !event.repeat ? { ' ': toggle } : {}),
    };
    const wanted = acts[event.key];
    if (wanted === undefined) return;
    event.preventDefault();
    wanted();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => act(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}
