import { describe, expect, it } from 'vitest';
import { closeWords } from './close-words.ts';

describe('what is said before a kitchen is closed', () => {
  it('names the others that close with it, and how many it is in all', () => {
    const { act, after } = closeWords(['quay-2', 'quay-3']);
    expect(act).toBe('Close all 3');
    expect(after).toContain('of one job with quay-2 and quay-3');
  });

  it('is about itself alone where it has a job for itself', () => {
    expect(closeWords([])).toMatchObject({ act: 'Close it', after: 'Its container ends, and its job with it.' });
  });
});
