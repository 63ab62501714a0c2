import type { ComponentProps } from 'react';
import classes from './icon-button.module.css';

export interface IconButtonProps extends ComponentProps<'button'> {
  /** What it does: a picture alone tells nobody who does not see it. */
  'aria-label': string;
  /** Pixels. @default 28 */
  size?: number;
  /** `default`: with an edge, as the button beside it. */
  variant?: 'subtle' | 'default';
}

/** A button with a picture in the place of words. */
export function IconButton({ size = 28, variant = 'subtle', className = '', ...props }: IconButtonProps) {
  return (
    <button
      type="button"
      {...props}
      className={`${classes.button} ${className}`}
      data-variant={variant}
      style={{ width: size, height: size }}
    />
  );
}
