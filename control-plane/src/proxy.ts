import { type NextRequest, NextResponse } from 'next/server';
import { contentSecurityPolicy } from './http/security-headers.ts';

/** Under which name a page's own parts get the nonce. */
const NONCE_HEADER = 'x-nonce';

/**
 * Gives each page a nonce, which Next.js puts on its scripts, and the policy that asks for it. It decides nothing about
 * who may see what: services do, and a page holds no data.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = Buffer.from(crypto.randomUUID()).toString('base64');
  // biome-ignore lint/style/noProcessEnv: Next.js replaces it when it compiles.
  const policy = contentSecurityPolicy(nonce, { development: process.env.NODE_ENV === 'development' });
  const headers = new Headers(request.headers);
  headers.set(NONCE_HEADER, nonce);
  headers.set('Content-Security-Policy', policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('Content-Security-Policy', policy);
  return response;
}

/** Pages alone: what is compiled needs no policy of its own. */
export const config = { matcher: '/((?!_next/|icon.svg|favicon.ico).*)' };
