import { parsedOrExit } from '../configuration/parse-environment.ts';
import { readWebConfig } from '../http/config.ts';
import { runWeb } from './run-web.ts';

const config = parsedOrExit(readWebConfig);
// What nobody catches is told of by Next.js and ends nothing: a page that failed must not end the streams of others.
const web = await runWeb(config).catch((error: unknown) => {
  console.error('cannot start', error);
  process.exit(1);
});

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
