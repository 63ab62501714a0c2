import type { Tone } from '@longshore/schemas';
import type { ReactNode } from 'react';
import classes from './note.module.css';

/** Something that the reader should know before the rest: a blocked agent, a dispatcher that holds. */
export function Note({
  tone,
  icon,
  title,
  children,
}: {
  tone: Tone;
  icon: ReactNode;
  title: string;
  children?: ReactNode;
}) {
  return (
    <div className={classes.note} data-tone={tone} role="status">
      <span className={classes.icon} aria-hidden>
        {icon}
      </span>
      <div className={classes.words}>
        <strong>{title}</strong>
        {children === undefined ? null : <span>{children}</span>}
      </div>
    </div>
  );
}
