import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { StaticFiles } from './static-files.ts';

/** Answers a request for a page, or for what belongs to one. */
export type PageHandler = (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>;

/** The pages, as Next.js built them. */
export interface Pages {
  handle: PageHandler;
  close(): Promise<void>;
}

/** As much of Next.js as is used. Its own types would bring those of the pages to every program that imports this one. */
type NextOfPages = (options: { dev: false; dir: string; hostname: string; port: number }) => {
  prepare(): Promise<void>;
  getRequestHandler(): PageHandler;
  close(): Promise<void>;
};

/**
 * Opens pages that were built to stand alone (`next build`, output `standalone`), by the Next.js that stands beside them. As a
 * custom server it does what its own server does, and leaves sockets, signals and all other paths to this program:
 * https://nextjs.org/docs/app/guides/custom-server.
 *
 * @param directory - the one that holds `.next`
 */
export async function openPages(directory: string, { host, port }: { host: string; port: number }): Promise<Pages> {
  const built = JSON.parse(readFileSync(join(directory, '.next/required-server-files.json'), 'utf8')) as {
    config: object;
  };
  // As the server that `next build` writes does it: the settings it was built with, and no others.
  // biome-ignore lint/style/noProcessEnv: it is where Next.js looks for them.
  Object.assign(process.env, {
    NODE_ENV: 'production',
    __NEXT_PRIVATE_STANDALONE_CONFIG: JSON.stringify(built.config),
  });
  const require = createRequire(join(directory, 'package.json'));
  const app = (require('next') as NextOfPages)({ dev: false, dir: directory, hostname: host, port });
  await app.prepare();
  const handle = app.getRequestHandler();
  const files = new StaticFiles(directory);
  return {
    handle: async (incoming, outgoing) => {
      if (!(await files.answer(incoming, outgoing))) await handle(incoming, outgoing);
    },
    close: () => app.close(),
  };
}
