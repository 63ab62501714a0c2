/**
 * Where a key was found: what to do about one that is not accepted depends on it. `session`: it is no key but the cookie
 * of somebody who signed in.
 */
export type KeyOrigin = 'environment' | 'file' | 'stack' | 'given' | 'session';

/** What requests show. */
export interface ApiKeyInUse {
  readonly secret: string;
  readonly from: KeyOrigin;
}

/** What the key of whoever owns a control plane begins with: it may do everything, and is nobody's. */
export const OWNER_KEY_PREFIX = 'lso_';

/** Finds the key for the control plane that is asked, when the first request is made. */
export type FindKey = () => Promise<ApiKeyInUse | undefined>;

/**
 * Whether a text can be a key at all. What cannot be sent in a header is refused before it is, since the error of a
 * failed request would show it.
 */
export function isKeyText(text: string): boolean {
  return /^[\x21-\x7e]{8,500}$/.test(text);
}
