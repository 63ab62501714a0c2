/** One word of a filter: `state:failed`, or free text. */
export interface FilterToken<Key extends string = string> {
  /** Null for free text. */
  key: Key | null;
  value: string;
}

/**
 * Splits what was typed into tokens: `state:failed agent:eu-1 orders`.
 *
 * @param keys - that there are; another one is text
 */
export function parseTokens<Key extends string>(text: string, keys: readonly Key[]): FilterToken<Key>[] {
  return text
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => {
      const colon = word.indexOf(':');
      const key = keys.find((known) => known === word.slice(0, colon).toLowerCase());
      return key === undefined || colon === -1
        ? { key: null, value: word }
        : { key, value: word.slice(colon + 1).replaceAll(/^,+|,+$/g, '') };
    });
}

/** What is written for tokens, such that {@link parseTokens} reads them again. */
export function formatTokens(tokens: readonly FilterToken[]): string {
  return tokens.map(({ key, value }) => (key === null ? value : `${key}:${value}`)).join(' ');
}
