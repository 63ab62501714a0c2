import { openPool } from '../../control-plane/src/database/connect.ts';
import { listen } from '../../control-plane/src/database/listener.ts';
import { startBareServer } from './bare-server.ts';
import { bareSource } from './bare-source.ts';
import { readBareConfig } from './config.ts';

/** The bare server as a process of its own, over the database of what it is measured against. */
const { databaseUrl, port } = readBareConfig();
const warn = (error: Error): void => console.error(error);
const pool = openPool({
  databaseUrl,
  applicationName: 'longshore-bench-bare',
  // As many as the web program has.
  connections: 12,
  onConnectionError: warn,
});
const server = await startBareServer(bareSource(pool), port);
listen({
  databaseUrl,
  applicationName: 'longshore-bench-bare-listen',
  channels: ['jobs'],
  onNotice: () => server.tell(),
  onError: warn,
});
