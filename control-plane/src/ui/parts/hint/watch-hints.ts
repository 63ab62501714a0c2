/** A hint that is to be shown now. */
export interface ShownHint {
  anchor: HTMLElement;
  words: string;
  keys: string | null;
  side: 'top' | 'right';
}

/** Whoever only passes by is told nothing. */
const OPEN_AFTER_MS = 250;

/**
 * Watches what the pointer rests on and what the keyboard goes to.
 *
 * @param tell - called with what is to be shown; null: nothing any more
 * @returns stops watching
 */
export function watchHints(tell: (hint: ShownHint | null) => void): () => void {
  let anchor: HTMLElement | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const show = () => {
    const hint = anchor === null ? null : readHint(anchor);
    if (hint === null) leave();
    else tell(hint);
  };
  // Its words may change while they are read, as those of a button that has copied; and a row may go.
  const changes = new MutationObserver(show);

  const leave = () => {
    if (anchor === null) return;
    anchor = null;
    clearTimeout(timer);
    changes.disconnect();
    tell(null);
  };
  const aim = (target: EventTarget | null) => {
    const next = target instanceof Element ? target.closest<HTMLElement>('[data-hint]') : null;
    if (next === anchor) return;
    leave();
    if (next === null) return;
    anchor = next;
    timer = setTimeout(() => {
      show();
      changes.observe(next, { attributes: true, attributeFilter: ['data-hint'] });
      changes.observe(document.body, { childList: true, subtree: true });
    }, OPEN_AFTER_MS);
  };

  const watching = new AbortController();
  const { signal } = watching;
  document.addEventListener('pointerover', ({ target }) => aim(target), { signal });
  document.documentElement.addEventListener('pointerleave', leave, { signal });
  document.addEventListener(
    'focusin',
    ({ target }) => {
      // A click sets the focus too, and the pointer has said already what it rests on.
      if (target instanceof Element && target.matches(':focus-visible')) aim(target);
    },
    { signal },
  );
  document.addEventListener('focusout', leave, { signal });
  document.addEventListener('scroll', leave, { signal, capture: true, passive: true });
  document.addEventListener(
    'keydown',
    ({ key }) => {
      if (key === 'Escape') leave();
    },
    { signal },
  );
  return () => {
    watching.abort();
    leave();
  };
}

function readHint(anchor: HTMLElement): ShownHint | null {
  const { hint, hintKeys, hintSide } = anchor.dataset;
  if (hint === undefined || !anchor.isConnected) return null;
  return { anchor, words: hint, keys: hintKeys ?? null, side: hintSide === 'right' ? 'right' : 'top' };
}
