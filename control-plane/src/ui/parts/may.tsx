'use client';
import type { Permission } from '@longshore/schemas';
import { type MenuItemProps, Tooltip } from '@mantine/core';
import { cloneElement, type MouseEvent, type ReactElement, type ReactNode } from 'react';
import { useMay } from '../session/use-may.ts';
import classes from './may.module.css';

interface MayProps<Props> {
  /** What one needs for it. */
  permission: Permission;
  /** The control that does it. */
  children: ReactElement<Props>;
}

interface Control {
  onClick?: ((event: MouseEvent<HTMLElement>) => void) | undefined;
  'aria-disabled'?: boolean | undefined;
  'data-disabled'?: boolean | undefined;
}

/**
 * A button or link that changes something, for those who may; for others it stands there without effect and says on
 * hover and focus why. It stays in reach of the keyboard, so that the reason does.
 *
 * `hint` is what is said on hover and focus to those who may.
 */
export function May({ permission, hint, children }: MayProps<Control> & { hint?: ReactNode }) {
  const may = useMay(permission);
  const because = typeof may === 'object' ? may.because : null;
  const label = because ?? hint;
  return (
    <Tooltip label={label} disabled={label === undefined} multiline {...(because === null ? {} : { w: 240 })}>
      {may === 'yes'
        ? children
        : cloneElement(children, {
            'aria-disabled': true,
            // What is not known yet does not look refused.
            ...(because === null ? {} : { 'data-disabled': true }),
            onClick: refuse,
          })}
    </Tooltip>
  );
}

function refuse(event: MouseEvent<HTMLElement>): void {
  event.preventDefault();
}

/** The same of an entry of a menu, which says why below its words. */
export function MayItem({ permission, children }: MayProps<Pick<MenuItemProps, 'disabled' | 'children'>>) {
  const may = useMay(permission);
  if (may === 'yes') return children;
  if (may === 'unknown') return cloneElement(children, { disabled: true });
  return cloneElement(children, {
    disabled: true,
    children: (
      <>
        {children.props.children}
        <span className={classes.why}>{may.because}</span>
      </>
    ),
  });
}
