import { describe, expect, it } from 'vitest';
import { ApiProblem } from '../api/api-problem.ts';
import { readRefusal, validateSignIn } from './sign-in-refusal.ts';

const now = 1_000_000;
const problem = (status: number, code: string, more: object = {}) => ({
  type: 'about:blank',
  title: 'Not signed in',
  status,
  code,
  detail: 'There is nobody with this e-mail and password.',
  ...more,
});

describe('the fields of a sign-in', () => {
  it('say what would be right', () => {
    expect(validateSignIn({ email: 'anna@example.org', password: ' ' })).toEqual({});
    expect(validateSignIn({ email: 'anna', password: '' })).toEqual({
      email: 'an address such as anna@example.org',
      password: 'the password',
    });
  });
});

describe('a refused sign-in', () => {
  it('says at the field that what was given is wrong', () => {
    expect(readRefusal(new ApiProblem(problem(401, 'wrong_credentials')), now)).toEqual({
      fields: { password: 'There is nobody with this e-mail and password. Check both.' },
      error: null,
      notBefore: null,
    });
  });

  it('that is slowed says until when to wait', () => {
    const slowed = new ApiProblem(problem(429, 'sign_in_slowed', { retryAfterSeconds: 4 }));
    expect(readRefusal(slowed, now)).toEqual({ fields: {}, error: slowed, notBefore: now + 4_000 });
  });

  it('for another reason says it beside the fields, and another try may be made at once', () => {
    const locked = new ApiProblem(problem(423, 'sign_in_locked'));
    expect(readRefusal(locked, now)).toEqual({ fields: {}, error: locked, notBefore: null });
    const away = new Error('fetch failed');
    expect(readRefusal(away, now)).toEqual({ fields: {}, error: away, notBefore: null });
  });

  it('for what stands in a field says it there', () => {
    const errors = [
      { path: 'email', message: 'at most 254 characters' },
      { path: 'more', message: 'unknown field' },
    ];
    expect(readRefusal(new ApiProblem(problem(422, 'invalid_request', { errors })), now)).toMatchObject({
      fields: { email: 'at most 254 characters' },
      error: null,
    });
  });
});
