'use client';
import classes from './command-line.module.css';
import { CopyIcon } from './copy-icon.tsx';

/** A command to be run in a terminal, with copy. */
export function CommandLine({ command }: { command: string }) {
  return (
    <div className={classes.line}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long command scrolls sideways, also by keyboard */}
      <code className={classes.code} tabIndex={0}>
        <span aria-hidden className={classes.prompt}>
          ${' '}
        </span>
        {command}
      </code>
      <CopyIcon value={command} what="command" />
    </div>
  );
}
