import pg from 'pg';
import { CHANNELS, type Channel } from './channels.ts';

/** How often an idle listening connection is proved alive, and how soon a lost one is made again. */
const PROOF_INTERVAL_MS = 5_000;
const PROOF_DEADLINE_MS = 3_000;
const RECONNECT_MS = 500;

export interface ListenerOptions {
  databaseUrl: string;
  applicationName: string;
  channels: readonly Channel[];
  onNotice: (channel: Channel) => void;
  /** Connected anew: notices may have been missed, so look at everything. */
  onConnected?: () => void;
  onError?: (error: Error) => void;
}

/** One LISTEN connection, made again whenever it is lost. */
export interface Listener {
  close(): Promise<void>;
}

/** Listens for notices until closed. Never throws: a lost connection is told to `onError` and made again. */
export function listen(options: ListenerOptions): Listener {
  const channelOf = new Map<string, Channel>(options.channels.map((channel) => [CHANNELS[channel], channel]));
  let closed = false;
  let client: pg.Client | null = null;
  let timer: NodeJS.Timeout | null = null;

  const connect = async (): Promise<void> => {
    const made = new pg.Client({
      connectionString: options.databaseUrl,
      application_name: options.applicationName,
      connectionTimeoutMillis: 5_000,
      query_timeout: PROOF_DEADLINE_MS,
      keepAlive: true,
    });
    client = made;
    const lost = (error: Error): void => {
      if (client !== made) return;
      client = null;
      options.onError?.(error);
      // Ending a connection that is broken already may fail; there is nothing left to do about it but say so.
      made
        .end()
        .catch((reason: unknown) => options.onError?.(new Error('closing a lost connection', { cause: reason })));
      schedule(RECONNECT_MS, begin);
    };
    made.on('error', lost);
    made.on('end', () => lost(new Error('the database closed the listening connection')));
    made.on('notification', ({ channel }) => {
      const known = channelOf.get(channel);
      if (known !== undefined) options.onNotice(known);
    });
    try {
      await made.connect();
      await made.query([...channelOf.keys()].map((name) => `LISTEN ${name}`).join('; '));
      options.onConnected?.();
      prove(made, lost);
    } catch (error) {
      lost(error instanceof Error ? error : new Error(String(error)));
    }
  };

  const prove = (made: pg.Client, lost: (error: Error) => void): void => {
    schedule(PROOF_INTERVAL_MS, () => {
      if (client !== made) return;
      made.query('SELECT 1').then(
        () => prove(made, lost),
        (error: unknown) => lost(error instanceof Error ? error : new Error(String(error))),
      );
    });
  };

  const schedule = (delayMs: number, act: () => void): void => {
    if (closed) return;
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(act, delayMs);
  };

  const begin = (): void => void connect();
  begin();

  return {
    async close() {
      closed = true;
      if (timer !== null) clearTimeout(timer);
      const open = client;
      client = null;
      await open?.end();
    },
  };
}
