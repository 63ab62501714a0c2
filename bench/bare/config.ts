import { readMigrationConfig } from '../../control-plane/src/database/config.ts';

/** Settings of the bare server: the database, as the control plane is told of it, and where to listen. */
export interface BareConfig {
  databaseUrl: string;
  port: number;
}

/** @throws Error that names the variable */
export function readBareConfig(): Readonly<BareConfig> {
  const { databaseUrl } = readMigrationConfig();
  const port = Number(process.env.PORT);
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return Object.freeze({ databaseUrl, port });
  throw new Error(`PORT is ${process.env.PORT}; a port from 1 to 65535 is expected`);
}
