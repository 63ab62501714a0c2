import { parsedOrExit } from '../configuration/parse-environment.ts';
import { readWebConfig } from '../http/config.ts';
import { runWeb } from './run-web.ts';

const web = await runWeb(parsedOrExit(readWebConfig));

let stopping = false;
const stop = (): void => {
  if (stopping) process.exit(1);
  stopping = true;
  web.stop().then(
    () => process.exit(0),
    (error: unknown) => {
      process.stderr.write(`did not stop cleanly: ${String(error)}\n`);
      process.exit(1);
    },
  );
};
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
