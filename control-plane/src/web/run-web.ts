import { ROUTES } from '../api/routes.ts';
import type { WebConfig } from '../http/config.ts';
import { closeRuntime, openRuntime } from '../http/web-runtime.ts';
import { openPages } from './open-pages.ts';
import { startWebServer } from './web-server.ts';

/** The web program, running. */
export interface Web {
  port: number;
  /** Ends the streams, gives the last answers and closes what was opened. */
  stop(): Promise<void>;
}

/** Serves API and pages, once both can be served. */
export async function runWeb(config: Readonly<WebConfig>): Promise<Web> {
  const { host, port, pagesDirectory } = config;
  const runtime = openRuntime(config);
  const pages = pagesDirectory === null ? null : await openPages(pagesDirectory, { host, port });
  const server = await startWebServer({ runtime, routes: ROUTES, pages: pages?.handle ?? null, host, port });
  runtime.log.info({ host, port: server.port }, pages === null ? 'serves the API' : 'serves pages and API');
  return {
    port: server.port,
    async stop() {
      runtime.log.info('stopping');
      runtime.stopping.abort();
      await server.close();
      await pages?.close();
      await closeRuntime(runtime);
    },
  };
}
