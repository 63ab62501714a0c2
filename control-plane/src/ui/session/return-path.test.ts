import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { returnPath } from './return-path.ts';

describe('where a sign-in returns to', () => {
  it.each([
    '/',
    '/jobs',
    '/jobs?filter=state:failed+agent:eu-*',
    '/jobs/0198c1de-0000-7000-8000-000000000000?tab=logs#L12',
    '/topics/orders%2Feu',
    '/topics/gr%C3%BC%C3%9Fe',
    '/apiary',
  ])('%s is a page of ours', (path) => {
    expect(returnPath(path)).toBe(path);
  });

  it.each([
    null,
    '',
    'jobs',
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '\t//evil.example',
    ' //evil.example',
    '/jobs\u0000',
    '/jobs\u007f',
    'https://evil.example',
    'https:evil.example',
    'https:/evil.example',
    'javascript:alert(1)',
    'data:text/html,x',
    '/..//evil.example',
    '/.//evil.example',
    '/%2e%2e//evil.example',
    '/jobs/..//evil.example',
    '/%2Fevil.example',
    '/%2fevil.example',
    '/%5Cevil.example',
    '/%252Fevil.example',
    '/%25252525252Fevil.example',
    '/%09/evil.example',
    '/%E0%A4%A',
    '/jobs\\..\\..\\evil',
    '/api/v1/jobs',
    '/api',
    '/API/v1/jobs',
    '/%61pi/v1/jobs',
    '/%2561pi/v1/jobs',
    '/jobs/../api/v1/session',
    '/metrics',
    '/_next/data',
    '/sign-in',
    '/sign-in?to=/sign-in',
    `/${'a'.repeat(2_000)}`,
  ])('%j is none, so it is the overview', (path) => {
    expect(returnPath(path)).toBe('/');
  });

  it('never leaves the origin, whatever is asked for', () => {
    const nasty = fc.array(
      fc.oneof(
        fc.constantFrom(
          '/',
          '\\',
          '//',
          '.',
          '..',
          '%2f',
          '%5c',
          '%2e',
          '\t',
          '@',
          ':',
          'https:',
          '?',
          '#',
          'evil.example',
        ),
        fc.string(),
      ),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(nasty, (pieces) => {
        const path = returnPath(pieces.join(''));
        expect(new URL(path, 'https://ours.example').origin).toBe('https://ours.example');
        expect(returnPath(path)).toBe(path);
      }),
    );
  });
});
