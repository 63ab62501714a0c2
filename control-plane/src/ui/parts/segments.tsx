'use client';
import { useId } from 'react';
import classes from './segments.module.css';

export interface SegmentsProps<Value extends string> {
  /** What is chosen, for a screen reader. */
  label: string;
  options: readonly { value: Value; words: string }[];
  value: Value;
  onChange: (value: Value) => void;
  /** Where it stands beside small text. */
  small?: boolean;
  className?: string | undefined;
}

/** One of a few ways, all of them in sight: radio buttons, drawn in one piece. */
export function Segments<Value extends string>({
  label,
  options,
  value,
  onChange,
  small = false,
  className = '',
}: SegmentsProps<Value>) {
  const name = useId();
  return (
    <div
      role="radiogroup"
      aria-label={label}
      className={`${classes.segments} ${className}`}
      data-small={small || undefined}
    >
      {options.map((option) => (
        <label key={option.value} className={classes.segment}>
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          {option.words}
        </label>
      ))}
    </div>
  );
}
