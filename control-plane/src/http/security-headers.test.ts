import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy } from './security-headers.ts';

describe('what a page may run', () => {
  it('is what comes from here or carries the nonce, and nothing that stands in the page by itself', () => {
    const policy = contentSecurityPolicy('bm9uY2U=', { development: false });
    expect(policy).toContain("script-src 'self' 'nonce-bm9uY2U=' 'strict-dynamic'");
    expect(policy).toContain("style-src 'self' 'nonce-bm9uY2U='");
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
    for (const forbidden of ["object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"]) {
      expect(policy).toContain(forbidden);
    }
  });

  it('lets only the development build make functions of text', () => {
    expect(contentSecurityPolicy('x', { development: true })).toContain("'unsafe-eval'");
  });
});
