/** An escaped backslash, which hides what follows it, or an escape that PostgreSQL's jsonb refuses: NUL, half a surrogate pair. */
const REFUSED = /(\\\\)|\\u0000|\\ud[89a-f][0-9a-f]{2}/gi;

/** JSON as PostgreSQL takes it for jsonb, whatever a program wrote: what it refuses becomes U+FFFD. */
export function toJson(value: unknown): string {
  return JSON.stringify(value).replace(REFUSED, (_match, backslashes: string | undefined) => backslashes ?? '\ufffd');
}
