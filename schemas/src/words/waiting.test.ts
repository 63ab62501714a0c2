import { expect, it } from 'vitest';
import { waitingWords } from './waiting.ts';

it('says why something waits without saying twice that it does', () => {
  expect(waitingWords('Waits for free cpu')).toBe('waits for free cpu');
  expect(waitingWords('eu-1 needs 4 cores, has 2 cores')).toBe('waits: eu-1 needs 4 cores, has 2 cores');
});
