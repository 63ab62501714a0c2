import { ROUTES } from '../../control-plane/src/api/routes.ts';
import { readWebConfig } from '../../control-plane/src/http/config.ts';
import { closeRuntime, openRuntime } from '../../control-plane/src/http/web-runtime.ts';
import { startWebServer } from '../../control-plane/src/web/web-server.ts';
import { accessEnvironment } from './owner-key.ts';

/** Serves the control plane's API without its pages, which the browser tests cover. OWNER_KEY may do everything there. */
export async function serveApi(): Promise<{ url: string; close(): Promise<void> }> {
  Object.assign(process.env, accessEnvironment);
  const config = readWebConfig();
  const runtime = openRuntime(config);
  const server = await startWebServer({ runtime, routes: ROUTES, pages: null, host: config.host, port: 0 });
  return {
    url: `http://${config.host}:${server.port}`,
    async close() {
      runtime.stopping.abort();
      await server.close();
      await closeRuntime(runtime);
    },
  };
}
