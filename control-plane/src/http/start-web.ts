import { parsedOrExit } from '../configuration/parse-environment.ts';
import { markPeers } from './peer-address.ts';
import { webRuntime } from './web-runtime.ts';

/** Reads the settings and opens what all requests share; ends the program where a setting is bad. */
export function startWeb(): void {
  const runtime = parsedOrExit(webRuntime);
  markPeers();
  // Next.js ends the process once every answer is given, so an open stream would keep it until it is killed.
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => runtime.stopping.abort());
  runtime.log.info({ host: runtime.config.host, port: runtime.config.port }, 'serves pages and API');
}
