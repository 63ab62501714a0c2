'use client';
import { formatCount } from '@longshore/schemas/words';
import { IconArrowDown } from '@tabler/icons-react';
import { useState } from 'react';
import classes from './log-viewer.module.css';
import type { LogWindow } from './log-window.ts';

/** The way back to the end; says how many lines came since one left it. */
export function NewestButton({ window, onClick }: { window: LogWindow; onClick: () => void }) {
  const end = window.first + window.rows.length;
  const [left] = useState({ end, window: windowNumber(window) });
  const came = window.atEnd && windowNumber(window) === left.window ? end - left.end : 0;
  return (
    <button type="button" className={classes.newest} onClick={onClick}>
      <IconArrowDown size={14} aria-hidden /> Newest
      {came > 0 ? <span className={classes.came}>{formatCount(came)} new</span> : null}
    </button>
  );
}

/** Lines of one window count on from each other; those of another begin far away. */
function windowNumber({ first }: LogWindow): number {
  return Math.round(first / 1_000_000_000);
}
