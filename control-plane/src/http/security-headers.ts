/**
 * What a page may load and run: what comes from here, and of what stands in the page itself only what carries the nonce
 * of this very answer (CSP Level 3 § 2.3.1). No `unsafe-inline` and no `unsafe-eval`: words that somebody smuggled into a
 * page are words.
 *
 * @param nonce - made at random for each answer
 * @param development - React's development build makes functions of text
 */
export function contentSecurityPolicy(nonce: string, { development }: { development: boolean }): string {
  return Object.entries({
    'default-src': "'self'",
    'script-src': `'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    'style-src': `'self' 'nonce-${nonce}'`,
    'img-src': "'self' data:",
    'font-src': "'self'",
    'connect-src': "'self'",
    'object-src': "'none'",
    'base-uri': "'none'",
    'form-action': "'self'",
    'frame-ancestors': "'none'",
  })
    .map(([directive, sources]) => `${directive} ${sources}`)
    .join('; ');
}

/** For what is no page: it loads nothing, and stands in nobody's frame. */
const DATA_POLICY = "default-src 'none'; frame-ancestors 'none'";

/** Headers of every answer. */
export const EVERY_ANSWER: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
  'X-Frame-Options': 'DENY',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
};

/** Headers of an answer that is no page, beside these. */
export const DATA_ANSWER: Readonly<Record<string, string>> = { 'Content-Security-Policy': DATA_POLICY };
