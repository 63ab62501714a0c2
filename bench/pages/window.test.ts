import { expect, it } from 'vitest';
import { cookiesFor } from './window.ts';

it('keeps each cookie under its name, with whatever signs stand in its value', () => {
  const url = 'http://127.0.0.1:3000';
  expect(cookiesFor(url, 'longshore.session_token=a.b%3D==; other=1')).toEqual([
    { name: 'longshore.session_token', value: 'a.b%3D==', url },
    { name: 'other', value: '1', url },
  ]);
  expect(cookiesFor(url, '')).toEqual([]);
});
