import { ID_PATTERN } from '@longshore/schemas';

const PATTERN = 'xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx';

/** Fills up the start of an id to a whole one, with `digit` where nothing is said. */
function filled(prefix: string, digit: '0' | 'f'): string {
  return prefix + PATTERN.slice(prefix.length).replaceAll('x', digit);
}

/**
 * The least and the greatest id that begin as somebody said, so that an index finds what is between.
 *
 * @returns null when no id begins so
 */
export function idRange(given: string): readonly [from: string, to: string] | null {
  const prefix = given.trim().toLowerCase();
  if (!/^[0-9a-f-]{1,36}$/.test(prefix) || !ID_PATTERN.test(filled(prefix, '0'))) return null;
  return [filled(prefix, '0'), filled(prefix, 'f')];
}
