import { expect, test } from 'vitest';
import { peopleSentence } from './people-sentence.ts';

test('the sentence counts people by role, and those who are disabled apart', () => {
  const admin = { role: 'admin', disabled: false } as const;
  const viewer = { role: 'viewer', disabled: false } as const;
  expect(peopleSentence([admin])).toBe('1 person · 1 admin');
  expect(peopleSentence([viewer, admin, viewer, { ...admin, disabled: true }])).toBe(
    '4 people · 2 viewers, 1 admin · 1 disabled',
  );
});
