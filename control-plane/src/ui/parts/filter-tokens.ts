/** One word of a filter: `state:failed`, or free text. */
export interface FilterToken<Key extends string = string> {
  /** Null for free text. */
  key: Key | null;
  value: string;
}

/** A word, or one with something in quotation marks that may have spaces. */
const WORD = /(?:[a-z]+:)?"[^"]*"(?=\s|$)|\S+/gi;

/**
 * Splits what was typed into tokens: `state:failed actor:"owner key" orders`.
 *
 * @param keys - that there are; another one is text
 */
export function parseTokens<Key extends string>(text: string, keys: readonly Key[]): FilterToken<Key>[] {
  return (text.match(WORD) ?? []).map((word) => {
    const colon = word.indexOf(':');
    const key = keys.find((known) => known === word.slice(0, colon).toLowerCase());
    if (key === undefined || colon === -1) return { key: null, value: unquoted(word) };
    const value = word.slice(colon + 1);
    return { key, value: value.startsWith('"') ? unquoted(value) : value.replaceAll(/^,+|,+$/g, '') };
  });
}

/** What is written for tokens, such that {@link parseTokens} reads them again. */
export function formatTokens(tokens: readonly FilterToken[]): string {
  return tokens.map(({ key, value }) => (key === null ? quoted(value) : `${key}:${quoted(value)}`)).join(' ');
}

/** Whether the last word goes on: it has something in quotation marks that are not closed. */
export function isOpenQuote(typed: string): boolean {
  return /(?:^|\s)(?:[a-z]+:)?"[^"]*$/i.test(typed);
}

/** Only what has something between its quotation marks that asks for them. */
function unquoted(word: string): string {
  const inside = /^"([^"]*\s[^"]*)"$/.exec(word)?.[1];
  return inside ?? word;
}

function quoted(value: string): string {
  return /\s/.test(value) ? `"${value}"` : value;
}
