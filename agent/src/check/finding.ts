/** What one check of this host came to. */
export interface Finding {
  /** What was looked at, in a word or two. */
  name: string;
  /** Null: it could not be looked at, because something before it is missing. */
  ok: boolean | null;
  /** What was seen, in words. */
  detail: string;
  /** What to do about it; null where nothing is to be done. */
  advice: string | null;
}

/** It is as it should be. */
export function fine(name: string, detail: string): Finding {
  return { name, ok: true, detail, advice: null };
}

/** It is missing, or not as it should be. */
export function missing(name: string, detail: string, advice: string): Finding {
  return { name, ok: false, detail, advice };
}

/** It could not be looked at. */
export function unseen(name: string, because: string): Finding {
  return { name, ok: null, detail: `not looked at: ${because}`, advice: null };
}
