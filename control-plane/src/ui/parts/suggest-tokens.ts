import { formatTokens } from './filter-tokens.ts';
import type { TokenSuggestion } from './token-suggestions.tsx';

const MOST_SUGGESTIONS = 8;

export interface TokenVocabulary<Key extends string> {
  /** What each key narrows by, in a few words. */
  explained: Record<Key, string>;
  /** The values of a key, as far as they are known. */
  values: (key: Key) => readonly (string | TokenSuggestion)[];
}

/** What fits what is typed: keys at first, then values of the key. */
export function suggestTokens<Key extends string>(
  typed: string,
  { explained, values }: TokenVocabulary<Key>,
): TokenSuggestion[] {
  const keys = Object.keys(explained) as Key[];
  const colon = typed.indexOf(':');
  const begun = typed.toLowerCase();
  if (colon === -1) {
    return keys.filter((key) => key.startsWith(begun)).map((key) => ({ value: `${key}:`, hint: explained[key] }));
  }
  const key = keys.find((known) => known === begun.slice(0, colon));
  if (key === undefined) return [];
  const rest = begun.slice(colon + 1).replace(/^"/, '');
  return values(key)
    .map((value) => (typeof value === 'string' ? { value } : value))
    .filter(({ value, hint = '' }) => value.toLowerCase().startsWith(rest) || hint.toLowerCase().startsWith(rest))
    .slice(0, MOST_SUGGESTIONS)
    .map((suggestion) => ({ ...suggestion, value: formatTokens([{ key, value: suggestion.value }]) }));
}
