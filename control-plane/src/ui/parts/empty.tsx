import type { ReactNode } from 'react';
import { CommandLine } from './command-line.tsx';
import classes from './empty.module.css';

export interface EmptyProps {
  icon: ReactNode;
  title: string;
  /** What this place will hold. */
  children: ReactNode;
  /** The command that fills it. */
  command?: string;
  /** The button that fills it. */
  action?: ReactNode;
}

/** A place with nothing in it yet: what it will hold, and what fills it. */
export function Empty({ icon, title, children, command, action }: EmptyProps) {
  return (
    <div className={classes.empty}>
      <div className={classes.icon} aria-hidden>
        {icon}
      </div>
      <h2 className={classes.title}>{title}</h2>
      <p className={classes.text}>{children}</p>
      {action === undefined ? null : <div className={classes.action}>{action}</div>}
      {command === undefined ? null : <CommandLine command={command} />}
    </div>
  );
}
