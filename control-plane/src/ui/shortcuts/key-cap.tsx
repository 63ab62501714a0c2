import type { ReactNode } from 'react';
import classes from './keys.module.css';

/** A key as it stands on the keyboard. */
export function KeyCap({ className = '', children }: { className?: string | undefined; children: ReactNode }) {
  return <kbd className={`${classes.cap} ${className}`}>{children}</kbd>;
}
