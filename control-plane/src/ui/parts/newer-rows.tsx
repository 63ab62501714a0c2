import { IconArrowUp } from '@tabler/icons-react';
import classes from './newer-rows.module.css';

/** Tells of rows that wait to be shown, above the list and over it: telling of them moves nothing. */
export function NewerRows({ count, onShow }: { count: number; onShow: () => void }) {
  if (count === 0) return null;
  return (
    <div className={classes.place}>
      <button type="button" className={classes.newer} onClick={onShow}>
        <IconArrowUp size={14} aria-hidden /> {count} new
      </button>
    </div>
  );
}
