import { describe, expect, it } from 'vitest';
import { makePassword } from '../services/user/make-password.ts';
import { hashKey, makeKey } from './api-key.ts';

describe('a key that is made', () => {
  it('says what it is, never comes twice, and only its hash and its beginning are to be kept', () => {
    const one = makeKey();
    expect(one.key).toMatch(/^lsk_[\w-]{43}$/);
    expect(makeKey().key).not.toBe(one.key);
    expect(one.hash).toBe(hashKey(one.key));
    expect(one.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(one.key.startsWith(one.start)).toBe(true);
    expect(one.start).toHaveLength(10);
  });
});

describe('a password that is made', () => {
  it('has five groups of letters that are not mistaken for each other, chosen evenly', () => {
    expect(makePassword()).toMatch(/^([a-km-np-z2-9]{5}-){4}[a-km-np-z2-9]{5}$/);
    expect(makePassword()).not.toBe(makePassword());
    expect(makePassword(new Uint8Array(25))).toBe('aaaaa-aaaaa-aaaaa-aaaaa-aaaaa');
    const letters = new Set([...makePassword(Uint8Array.from({ length: 25 }, (_, index) => index))]);
    expect(letters.size).toBe(26);
  });
});
