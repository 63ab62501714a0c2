import { describe, expect, it } from 'vitest';
import { findMirror } from './make-debian-root.ts';

describe('the mirror for a bare root', () => {
  it('is read from sources of the newer format', () => {
    const sources =
      'Types: deb\nURIs: http://mirror.example/debian\nSuites: bookworm\n\nURIs: http://mirror.example/debian-security\n';
    expect(findMirror(sources)).toBe('http://mirror.example/debian');
  });

  it('is read from sources of the older format, with and without options', () => {
    expect(findMirror('deb http://mirror.example/debian bookworm main\n')).toBe('http://mirror.example/debian');
    expect(findMirror('deb [signed-by=/k.gpg] https://m.example/debian/ bookworm main\n')).toBe(
      'https://m.example/debian/',
    );
  });

  it('is debootstrap’s own where the machine names none', () => {
    expect(findMirror('# deb http://mirror.example/debian bookworm main\n')).toBeUndefined();
  });
});
