import { expect, it } from 'vitest';
import { kitchensSentence } from './kitchens-sentence.ts';

const calm = { waiting: 0, whyWaiting: '' };
const open = { state: 'open' as const, held: 3, cooking: 2 };

it('tells who is open, what is cooked and who waits for what', () => {
  expect(kitchensSentence([], calm)).toBe('No kitchen is open');
  expect(kitchensSentence([open], calm)).toBe('1 kitchen open, 2 dishes being cooked, no order waits');
  expect(kitchensSentence([open, { ...open, state: 'lost' }], undefined)).toBe(
    '1 kitchen open, 1 lost, 4 dishes being cooked',
  );
  expect(kitchensSentence([], { waiting: 1_200, whyWaiting: 'Waits for a kitchen to open' })).toBe(
    'No kitchen is open, 1,200 orders wait for a kitchen to open',
  );
  expect(kitchensSentence([open], { waiting: 1, whyWaiting: '' })).toBe(
    '1 kitchen open, 2 dishes being cooked, 1 order waits',
  );
});
