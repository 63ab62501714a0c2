import { createLog } from '../configuration/create-log.ts';
import { parsedOrExit } from '../configuration/parse-environment.ts';
import { readDispatcherConfig } from './config.ts';
import { runDispatcher } from './run-dispatcher.ts';

const config = parsedOrExit(readDispatcherConfig);
const log = createLog({ name: 'dispatcher', level: config.logLevel, file: config.logFile });
const dispatcher = await runDispatcher(config, log);
log.info({ host: config.host, port: dispatcher.port }, 'health and metrics are served');

let stopping = false;
const stop = (signal: NodeJS.Signals): void => {
  if (stopping) process.exit(1);
  stopping = true;
  log.info({ signal }, 'stopping');
  dispatcher.stop().then(
    () => process.exit(0),
    (error: unknown) => {
      log.error({ err: error }, 'did not stop cleanly');
      process.exit(1);
    },
  );
};
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
