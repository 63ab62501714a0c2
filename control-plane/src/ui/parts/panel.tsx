import type { ReactNode } from 'react';
import classes from './panel.module.css';

export interface PanelProps {
  title: string;
  /** At the right of the title: a figure, a link. */
  aside?: ReactNode;
  children: ReactNode;
  /** No padding: for tables and lists that reach the edges. */
  flush?: boolean;
  id?: string;
}

/** A titled part of a page. */
export function Panel({ title, aside, children, flush = false, id }: PanelProps) {
  return (
    <section className={classes.panel} aria-label={title} id={id}>
      <div className={classes.head}>
        <h2 className={classes.title}>{title}</h2>
        {aside === undefined ? null : <div className={classes.aside}>{aside}</div>}
      </div>
      <div className={classes.content} data-flush={flush || undefined}>
        {children}
      </div>
    </section>
  );
}
