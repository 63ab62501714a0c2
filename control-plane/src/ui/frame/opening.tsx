import classes from './opening.module.css';

/** The bare frame of a page until the browser has what fills it. */
export function Opening() {
  return (
    <div className={classes.opening}>
      <div className={classes.side} />
      <div className={classes.head} />
      <noscript>
        <p className={classes.noscript}>
          These pages need JavaScript. Everything they do can be done on the command line too: longshore --help
        </p>
      </noscript>
    </div>
  );
}
