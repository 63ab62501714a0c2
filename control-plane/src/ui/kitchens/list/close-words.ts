import { listed } from '@longshore/schemas/words';

/**
 * What is said before a kitchen is closed.
 *
 * @param others - that are of its job
 */
export function closeWords(others: readonly string[]): { title: string; act: string; after: string } {
  if (others.length === 0) {
    return { title: 'Close', act: 'Close it', after: 'Its container ends, and its job with it.' };
  }
  return {
    title: 'Close',
    act: `Close all ${others.length + 1}`,
    after: `It is of one job with ${listed(others)}: the job ends, and they close with it in the same way.`,
  };
}
