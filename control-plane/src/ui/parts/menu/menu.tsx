'use client';
import {
  cloneElement,
  type KeyboardEvent,
  type MouseEvent,
  type ReactElement,
  type ReactNode,
  useId,
  useState,
} from 'react';
import { flushSync } from 'react-dom';
import classes from './menu.module.css';

/** What the button of a menu must take. */
interface MenuButton {
  id?: string;
  popoverTarget?: string;
  'aria-haspopup'?: 'menu';
  'aria-expanded'?: boolean;
  'aria-controls'?: string | undefined;
}

export interface MenuProps {
  /** Opens and closes it. */
  button: ReactElement<MenuButton>;
  width: number;
  /** Opens upwards, from the bottom of a phone. @default false */
  upwards?: boolean;
  children: ReactNode;
}

const ITEMS = '[role="menuitem"]:not([aria-disabled="true"])';
const GAP_PX = 6;

/**
 * A menu that a button opens. The browser keeps it above all else, closes it on a click elsewhere or Escape, and gives
 * the focus back (Popover API); arrows, Home and End go through it.
 */
export function Menu({ button, width, upwards = false, children }: MenuProps) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const menuId = `${id}-menu`;
  const buttonId = `${id}-button`;

  const place = ({ style }: HTMLElement) => {
    const at = document.getElementById(buttonId)?.getBoundingClientRect();
    if (at === undefined) return;
    const { clientWidth, clientHeight } = document.documentElement;
    style.width = `${width}px`;
    style.left = `${Math.max(GAP_PX, Math.min(at.right, clientWidth - GAP_PX) - width)}px`;
    style.top = upwards ? '' : `${at.bottom + GAP_PX}px`;
    style.bottom = upwards ? `${clientHeight - at.top + GAP_PX}px` : '';
    style.maxHeight = `${(upwards ? at.top : clientHeight - at.bottom) - 2 * GAP_PX}px`;
  };

  return (
    <>
      {cloneElement(button, {
        id: buttonId,
        popoverTarget: menuId,
        'aria-haspopup': 'menu',
        'aria-expanded': open,
        'aria-controls': open ? menuId : undefined,
      })}
      <div
        id={menuId}
        popover="auto"
        role="menu"
        tabIndex={-1}
        aria-labelledby={buttonId}
        className={classes.menu}
        onBeforeToggle={({ newState, currentTarget }) => {
          if (newState === 'closed') return;
          // It is shown as soon as this is over.
          flushSync(() => setOpen(true));
          place(currentTarget);
        }}
        onToggle={({ newState, currentTarget }) => {
          // Only now: the browser gives the focus back while something within has it.
          if (newState === 'closed') setOpen(false);
          else currentTarget.querySelector<HTMLElement>(ITEMS)?.focus();
        }}
        onKeyDown={goThrough}
        onClick={closeAfter}
      >
        {open ? children : null}
      </div>
    </>
  );
}

function goThrough(event: KeyboardEvent<HTMLElement>): void {
  const menu = event.currentTarget;
  if (event.key === 'Tab') {
    menu.hidePopover();
    return;
  }
  const items = [...menu.querySelectorAll<HTMLElement>(ITEMS)];
  const here = items.indexOf(document.activeElement as HTMLElement);
  const next = { ArrowDown: here + 1, ArrowUp: here === -1 ? -1 : here - 1, Home: 0, End: -1 }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  items.at(next % Math.max(1, items.length))?.focus();
}

function closeAfter(event: MouseEvent<HTMLElement>): void {
  if ((event.target as HTMLElement).closest(ITEMS) !== null) event.currentTarget.hidePopover();
}
