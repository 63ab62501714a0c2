import pg from 'pg';

/** PostgreSQL's oid of int8, which holds counts and offsets here: all below 2^53. */
const INT8 = 20;

export interface ConnectOptions {
  databaseUrl: string;
  applicationName: string;
  /** Most connections at once. @default 10 */
  connections?: number;
  /**
   * How long a transaction may wait for its program before the database undoes it and frees its locks, in milliseconds:
   * a frozen process must not hold rows for ever. @default 5000
   */
  idleInTransactionMs?: number;
  /** Told of connections that broke; the pool replaces them by itself. */
  onConnectionError?: (error: Error) => void;
}

/** How int8 and everything else is read from PostgreSQL on connections of our own. */
export const typeParsers = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === INT8 ? Number : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
};

/** A pool of connections to the control plane's database. Connects when first asked. */
export function openPool(options: ConnectOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: options.databaseUrl,
    application_name: options.applicationName,
    max: options.connections ?? 10,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 60_000,
    idle_in_transaction_session_timeout: options.idleInTransactionMs ?? 5_000,
    statement_timeout: 30_000,
    keepAlive: true,
    types: typeParsers,
  });
  pool.on('error', (error) => options.onConnectionError?.(error));
  // One that breaks while it is lent out tells its statements; without a listener it would end the process besides.
  pool.on('connect', (client) => client.on('error', (error) => options.onConnectionError?.(error)));
  return pool;
}
