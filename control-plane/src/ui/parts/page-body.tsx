import type { ReactNode } from 'react';
import classes from './page-body.module.css';

/** A page: at most 1,440 px of content, unless it is a table that uses what there is. */
export function PageBody({ children, wide = false }: { children: ReactNode; wide?: boolean }) {
  return (
    <div className={classes.body} data-wide={wide || undefined}>
      {children}
    </div>
  );
}

/** The title of a page and the one line that answers its question. */
export function PageHead({ title, answer, actions }: { title: string; answer?: ReactNode; actions?: ReactNode }) {
  return (
    <header className={classes.head}>
      <div className={classes.words}>
        <h1 className={classes.title}>{title}</h1>
        {answer === undefined ? null : <p className={classes.answer}>{answer}</p>}
      </div>
      {actions === undefined ? null : <div className={classes.actions}>{actions}</div>}
    </header>
  );
}
