import { parsedOrExit } from '../configuration/parse-environment.ts';
import { webRuntime } from './web-runtime.ts';

/** Reads the settings and opens what all requests share; ends the program where a setting is bad. */
export function startWeb(): void {
  const runtime = parsedOrExit(webRuntime);
  runtime.log.info({ host: runtime.config.host, port: runtime.config.port }, 'serves pages and API');
}
