import { IconX } from '@tabler/icons-react';
import { hint } from './hint/hint.ts';
import classes from './token-field.module.css';

export interface TokenPillProps {
  text: string;
  /** What is wrong with it, in words. */
  fault: string | null;
  onRemove: () => void;
}

/** One token of a filter, which can be taken away. */
export function TokenPill({ text, fault, onRemove }: TokenPillProps) {
  return (
    <span className={classes.pill} data-fault={fault === null ? undefined : true} {...hint(fault ?? undefined)}>
      <span className={classes.text}>{text}</span>
      <button type="button" className={classes.remove} aria-label={`Remove ${text}`} data-compact onClick={onRemove}>
        <IconX size={11} stroke={2.2} aria-hidden />
      </button>
    </span>
  );
}
