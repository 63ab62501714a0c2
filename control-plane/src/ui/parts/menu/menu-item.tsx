import Link from 'next/link';
import type { ReactNode } from 'react';
import classes from './menu.module.css';

export interface MenuItemProps {
  icon?: ReactNode;
  /** At the end of the line. */
  mark?: ReactNode;
  /** Where it leads; without it, it acts. */
  href?: string;
  onClick?: () => void;
  disabled?: boolean;
  /** Takes something away that cannot be had back. */
  dangerous?: boolean;
  /** It leads to where one is. */
  current?: boolean;
  children?: ReactNode;
}

/** An entry of a menu. */
export function MenuItem({ icon, mark, href, onClick, disabled = false, dangerous, current, children }: MenuItemProps) {
  const shown = (
    <>
      {icon === undefined ? null : <span className={classes.icon}>{icon}</span>}
      <span className={classes.words}>{children}</span>
      {mark}
    </>
  );
  const common = { role: 'menuitem', tabIndex: -1, className: classes.item, 'data-dangerous': dangerous || undefined };
  if (href !== undefined && !disabled) {
    return (
      <Link {...common} href={href} aria-current={current ? 'page' : undefined}>
        {shown}
      </Link>
    );
  }
  return (
    <button {...common} type="button" aria-disabled={disabled || undefined} onClick={disabled ? undefined : onClick}>
      {shown}
    </button>
  );
}

/** Words above entries. */
export function MenuLabel({ children }: { children: ReactNode }) {
  return <div className={classes.label}>{children}</div>;
}

export function MenuLine() {
  // biome-ignore lint/a11y/useSemanticElements: hr has styles of its own, and this is a part of a menu
  return <div role="separator" className={classes.line} />;
}
