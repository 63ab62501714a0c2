/** Where a key was found: what to do about one that is not accepted depends on it. */
export type KeyOrigin = 'environment' | 'file' | 'stack' | 'given';

/** A key that requests are made with. */
export interface ApiKeyInUse {
  readonly secret: string;
  readonly from: KeyOrigin;
}

/** Finds the key for the control plane that is asked, when the first request is made. */
export type FindKey = () => Promise<ApiKeyInUse | undefined>;

/**
 * Whether a text can be a key at all. What cannot be sent in a header is refused before it is, since the error of a
 * failed request would show it.
 */
export function isKeyText(text: string): boolean {
  return /^[\x21-\x7e]{8,500}$/.test(text);
}
