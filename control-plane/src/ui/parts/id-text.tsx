import { CopyIcon } from './copy-icon.tsx';
import { hint } from './hint/hint.ts';
import classes from './id-text.module.css';

/**
 * An id in monospace with copy. A UUID version 7 starts with its time, so its end is what tells two apart.
 *
 * @param full - show all of it; otherwise the last eight characters
 */
export function IdText({ id, what, full = false }: { id: string; what: string; full?: boolean }) {
  const shown = full || id.length <= 13 ? id : `…${id.slice(-8)}`;
  return (
    <span className={classes.id}>
      <span className={classes.text} {...hint(shown === id ? undefined : id)}>
        {shown}
      </span>
      <CopyIcon value={id} what={what} size="xs" />
    </span>
  );
}
