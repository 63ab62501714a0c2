import { expect, it } from 'vitest';
import { cookiesOf } from './sign-in.ts';

it('sends back names and values of cookies, and nothing of how long they count', () => {
  const given = ['longshore.session_token=a.b%3D; Path=/; HttpOnly; SameSite=Lax', 'other=1; Max-Age=5'];
  expect(cookiesOf(given)).toBe('longshore.session_token=a.b%3D; other=1');
});
