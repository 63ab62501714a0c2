'use client';
import { useRouter } from 'next/navigation';
import type { KeyboardEvent, MouseEvent } from 'react';

const CONTROLS = 'a, button, input, label, [role="button"], [role="checkbox"]';

/** Whether a click means a control in the row, or ends a selection of text, rather than the row. */
export function hitsControl(event: MouseEvent<HTMLElement>): boolean {
  return (event.target as HTMLElement).closest(CONTROLS) !== null || (getSelection()?.toString() ?? '') !== '';
}

/** A click anywhere on a row that is no control of its own follows the row's link. */
export function useRowClick(): (href: string) => (event: MouseEvent<HTMLElement>) => void {
  const router = useRouter();
  return (href) => (event) => {
    if (hitsControl(event)) return;
    if (event.metaKey || event.ctrlKey) window.open(href, '_blank', 'noopener');
    else router.push(href);
  };
}

/** Arrows, or j and k, go from row to row by their `data-row-link`. */
export function moveBetweenRows(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
  const target = event.target as HTMLElement;
  if (step === undefined || target.matches('input:not([type="checkbox"]), textarea')) return;
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-row-link]')];
  const row = target.closest('[data-row]');
  const here = links.findIndex((link) => link.closest('[data-row]') === row);
  const next = links[here + step];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}
