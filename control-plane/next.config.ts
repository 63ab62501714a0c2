import path from 'node:path';
import type { NextConfig } from 'next';
import { EVERY_ANSWER } from './src/http/security-headers.ts';

const repositoryRoot = path.join(import.meta.dirname, '..');

const asHeaders = (headers: Readonly<Record<string, string>>) =>
  Object.entries(headers).map(([key, value]) => ({ key, value }));

/** The pages alone, with all that serving them needs in `.next/standalone`: src/web serves them, and the API beside them. */
const config: NextConfig = {
  output: 'standalone',
  outputFileTracingRoot: repositoryRoot,
  turbopack: { root: repositoryRoot },
  transpilePackages: ['@longshore/schemas'],
  poweredByHeader: false,
  headers: async () => [{ source: '/:path*', headers: asHeaders(EVERY_ANSWER) }],
  // Browsers ask for it by this name wherever a page names no icon at that moment, as while one goes to another.
  rewrites: async () => [{ source: '/favicon.ico', destination: '/icon.svg' }],
  // Checked for the whole repository by `./longshore test`.
  typescript: { ignoreBuildErrors: true },
};

export default config;
