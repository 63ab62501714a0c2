'use client';
import classes from './tick.module.css';

export interface TickProps {
  /** For a screen reader. */
  label: string;
  checked: boolean;
  /** Some of what it stands for is chosen. */
  partly?: boolean;
  onChange: () => void;
}

/** A box to tick, where hundreds of them stand on a page. */
export function Tick({ label, checked, partly = false, onChange }: TickProps) {
  return (
    <input
      type="checkbox"
      className={classes.tick}
      aria-label={label}
      checked={checked}
      onChange={onChange}
      ref={(box) => {
        if (box !== null) box.indeterminate = partly;
      }}
    />
  );
}
