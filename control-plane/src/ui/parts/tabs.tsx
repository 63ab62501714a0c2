'use client';
import { type KeyboardEvent, type ReactNode, useId } from 'react';
import classes from './tabs.module.css';

export interface TabsProps<Id extends string> {
  /** What they are parts of, for a screen reader. */
  label: string;
  tabs: readonly { id: Id; words: string }[];
  open: Id;
  onOpen: (id: Id) => void;
  /** What the open one holds. */
  children: ReactNode;
}

/** Parts of a page of which one is open; arrows, Home and End go through them (ARIA tabs pattern). */
export function Tabs<Id extends string>({ label, tabs, open, onOpen, children }: TabsProps<Id>) {
  const base = useId();
  const go = (event: KeyboardEvent) => {
    const here = tabs.findIndex(({ id }) => id === open);
    const step = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: -1 }[event.key];
    const next = step === undefined ? undefined : tabs.at(step % tabs.length);
    if (next === undefined) return;
    event.preventDefault();
    onOpen(next.id);
    document.getElementById(`${base}-${next.id}`)?.focus();
  };
  return (
    <div>
      <div role="tablist" aria-label={label} className={classes.list} onKeyDown={go}>
        {tabs.map(({ id, words }) => (
          <button
            key={id}
            id={`${base}-${id}`}
            type="button"
            role="tab"
            className={classes.tab}
            aria-selected={id === open}
            aria-controls={`${base}-panel`}
            tabIndex={id === open ? 0 : -1}
            onClick={() => onOpen(id)}
          >
            {words}
          </button>
        ))}
      </div>
      <div id={`${base}-panel`} role="tabpanel" aria-labelledby={`${base}-${open}`} className={classes.panel}>
        {children}
      </div>
    </div>
  );
}
