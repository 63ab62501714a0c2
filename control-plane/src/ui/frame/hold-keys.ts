/** Keys that are kept for a field that is not there yet. */
export interface HeldKeys {
  /** Holds no more. @returns what was typed */
  release: () => string;
}

/** Nobody waits longer for a field; what is typed then means the page again. */
const HOLD_AT_MOST_MS = 3_000;

/** Keeps what is typed from now on until the field takes it that it is meant for. Escape lets go. */
export function holdKeys(within: Pick<Document, 'addEventListener'> = document): HeldKeys {
  const holding = new AbortController();
  let typed = '';
  const hold = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === 'Escape') return holding.abort();
    if (event.key === 'Backspace') typed = typed.slice(0, -1);
    else if ([...event.key].length === 1) typed += event.key;
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  within.addEventListener('keydown', hold, { capture: true, signal: holding.signal });
  const timer = setTimeout(() => holding.abort(), HOLD_AT_MOST_MS);
  return {
    release: () => {
      clearTimeout(timer);
      holding.abort();
      return typed;
    },
  };
}
