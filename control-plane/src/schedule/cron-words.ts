import cronstrue from 'cronstrue';

/**
 * A cron expression in words: `At 02:30, Monday through Friday`. One that has no words, since it is read by another
 * library, speaks for itself.
 */
export function cronWords(cron: string): string {
  const words = cronstrue.toString(cron, {
    use24HourTimeFormat: true,
    verbose: false,
    throwExceptionOnParseError: false,
  });
  return words.startsWith(NOT_UNDERSTOOD) ? cron : words;
}

/** What the library says in place of throwing. */
const NOT_UNDERSTOOD = 'An error occurred';
