/** Something that belongs to what has the focus, or to what stands over the page. */
const TAKES_KEYS = [
  'input:not([type="checkbox"], [type="radio"], [type="button"], [type="submit"])',
  'textarea',
  'select',
  '[contenteditable]:not([contenteditable="false"])',
  '[role="textbox"]',
  '[role="combobox"]',
  '[role="listbox"]',
  '[role="menu"]',
].join(', ');

const OVER_THE_PAGE = '[role="dialog"][aria-modal="true"], [role="alertdialog"]';

/**
 * Whether a key is meant for the page: not typed into a field or a menu, not beside a modifier, not held down, and no
 * dialog stands over the page.
 *
 * Shift is heeded with letters only: on many keyboards one needs it for `?` and `/`.
 */
export function isForPage(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing || event.repeat) return false;
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  if (event.shiftKey && /^\p{L}$/u.test(event.key)) return false;
  if (event.target instanceof Element && event.target.closest(TAKES_KEYS) !== null) return false;
  return document.querySelector(OVER_THE_PAGE) === null;
}
