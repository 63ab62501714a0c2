import path from 'node:path';
import type { NextConfig } from 'next';
import { DATA_ANSWER, EVERY_ANSWER } from './src/http/security-headers.ts';

const repositoryRoot = path.join(import.meta.dirname, '..');

const asHeaders = (headers: Readonly<Record<string, string>>) =>
  Object.entries(headers).map(([key, value]) => ({ key, value }));

/** One program out of one build: `.next/standalone/control-plane/server.js`. */
const config: NextConfig = {
  output: 'standalone',
  outputFileTracingRoot: repositoryRoot,
  turbopack: { root: repositoryRoot },
  transpilePackages: ['@longshore/schemas', '@longshore/kafka'],
  serverExternalPackages: [
    '@kafkajs/confluent-schema-registry',
    '@prisma/adapter-pg',
    '@prisma/client',
    'avsc',
    'kafkajs',
    'pg',
    'pino',
    'prom-client',
  ],
  poweredByHeader: false,
  headers: async () => [
    { source: '/:path*', headers: asHeaders(EVERY_ANSWER) },
    { source: '/api/:path*', headers: asHeaders(DATA_ANSWER) },
  ],
  // Browsers ask for it by this name wherever a page names no icon at that moment, as while one goes to another.
  rewrites: async () => [{ source: '/favicon.ico', destination: '/icon.svg' }],
  // Checked for the whole repository by `./longshore test`.
  typescript: { ignoreBuildErrors: true },
};

export default config;
