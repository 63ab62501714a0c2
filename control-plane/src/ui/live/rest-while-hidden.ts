/** A tab that was looked away from for a moment hears on. */
export const REST_AFTER_MS = 30_000;

/** What can be hidden: the document. */
export interface Hideable {
  readonly visibilityState: DocumentVisibilityState;
  addEventListener(type: 'visibilitychange', listener: () => void): void;
  removeEventListener(type: 'visibilitychange', listener: () => void): void;
}

/**
 * Lets go of a connection while nobody looks at the tab: browsers have six for a host in all of their tabs together
 * (HTTP/1.1), and a tab for each of many jobs would leave none for the next.
 *
 * @returns stops it
 */
export function restWhileHidden(page: Hideable, { rest, wake }: { rest: () => void; wake: () => void }): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let awake = false;
  const look = () => {
    clearTimeout(timer);
    if (page.visibilityState !== 'hidden') {
      if (!awake) {
        awake = true;
        wake();
      }
    } else if (awake) {
      timer = setTimeout(() => {
        awake = false;
        rest();
      }, REST_AFTER_MS);
    }
  };
  page.addEventListener('visibilitychange', look);
  // A tab that is opened behind another one has nothing to hear until it is looked at.
  look();
  return () => {
    clearTimeout(timer);
    page.removeEventListener('visibilitychange', look);
  };
}
