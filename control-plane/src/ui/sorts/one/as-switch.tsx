'use client';
import { useId } from 'react';
import classes from './as-switch.module.css';

const AS = { picture: 'Picture', table: 'Table' } as const;
export type ShownAs = keyof typeof AS;

export interface AsSwitchProps {
  /** What is shown: `Parts: as`. */
  label: string;
  shown: ShownAs;
  onChange: (as: ShownAs) => void;
}

/** Whether something is shown as a picture or as a table: two radio buttons as one switch. */
export function AsSwitch({ label, shown, onChange }: AsSwitchProps) {
  const name = useId();
  return (
    <div role="radiogroup" aria-label={label} className={classes.switch}>
      {(Object.keys(AS) as ShownAs[]).map((as) => (
        <label key={as} className={classes.choice} data-chosen={as === shown || undefined}>
          <input
            type="radio"
            className={classes.radio}
            name={name}
            checked={as === shown}
            onChange={() => onChange(as)}
          />
          {AS[as]}
        </label>
      ))}
    </div>
  );
}
