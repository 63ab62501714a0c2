'use client';
import type { Permission } from '@longshore/schemas';
import { cloneElement, type MouseEvent, type ReactElement } from 'react';
import { useMay } from '../session/use-may.ts';
import { type HintProps, hint } from './hint/hint.ts';
import classes from './may.module.css';
import type { MenuItemProps } from './menu/menu-item.tsx';

interface MayProps<Props> {
  /** What one needs for it. */
  permission: Permission;
  /** The control that does it. */
  children: ReactElement<Props>;
}

interface Control extends HintProps {
  onClick?: ((event: MouseEvent<HTMLElement>) => void) | undefined;
  'aria-disabled'?: boolean | undefined;
  'data-disabled'?: boolean | undefined;
}

/**
 * A button or link that changes something, for those who may; for others it stands there without effect and says on
 * hover and focus why. It stays in reach of the keyboard, so that the reason does.
 */
export function May({ permission, children }: MayProps<Control>) {
  const may = useMay(permission);
  if (may === 'yes') return children;
  return cloneElement(children, {
    'aria-disabled': true,
    // What is not known yet does not look refused.
    ...(may === 'unknown' ? {} : { 'data-disabled': true, ...hint(may.because), 'data-hint-keys': undefined }),
    onClick: refuse,
  });
}

function refuse(event: MouseEvent<HTMLElement>): void {
  event.preventDefault();
}

/** The same of an entry of a menu, which says why below its words. */
export function MayItem({ permission, children }: MayProps<MenuItemProps>) {
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
