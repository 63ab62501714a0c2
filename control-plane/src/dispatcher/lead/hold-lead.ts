import pg from 'pg';
import { typeParsers } from '../../database/connect.ts';

/** Any number that nothing else locks: who holds it leads. */
const LEAD_LOCK = 7_210_441_002;

/**
 * The database ends a session that has been idle for so long, and frees its lock: that is how a frozen leader loses the
 * lead. Kept alive several times within it.
 */
export const IDLE_SESSION_MS = 3_000;
const KEEP_ALIVE_MS = 1_000;
const KEEP_ALIVE_DEADLINE_MS = 1_500;
const ASK_AGAIN_MS = 300;

export interface LeadOptions {
  databaseUrl: string;
  holder: string;
  /** Monotonic milliseconds. */
  now: () => number;
  signal: AbortSignal;
  onWaiting: () => void;
}

/** A lead that was won. */
export interface Lead {
  /** Rises with each takeover. */
  readonly epoch: number;
  /** Resolves, with the reason, when the lead is lost. Never rejects. */
  readonly lost: Promise<string>;
  /** Gives it up. Idempotent. */
  release(): Promise<void>;
}

const RAISE = `
UPDATE leadership SET epoch = epoch + 1, holder = $1, taken_at = now(), beat_at = now(), holds = NULL
WHERE id = 1 RETURNING epoch`;

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
  });
}

/**
 * Waits until this process leads, and keeps the lead. The lock is on a session of its own; the epoch is raised once it
 * is held, which waits for decisions of the leader before to commit.
 *
 * @returns null when `signal` aborted first
 * @throws what the database says, when it cannot be reached
 */
export async function winLead(options: LeadOptions): Promise<Lead | null> {
  const { databaseUrl, holder, now, signal, onWaiting } = options;
  const client = new pg.Client({
    connectionString: databaseUrl,
    application_name: 'longshore-dispatcher-lead',
    connectionTimeoutMillis: 5_000,
    query_timeout: 30_000,
    keepAlive: true,
    types: typeParsers,
  });
  let loseWith: (reason: string) => void = () => undefined;
  const lost = new Promise<string>((resolve) => {
    loseWith = resolve;
  });
  client.on('error', (error) => loseWith(`the session that holds the lead broke: ${error.message}`));
  client.on('end', () => loseWith('the session that holds the lead was ended'));
  try {
    await client.connect();
    await client.query(`SET idle_session_timeout = ${IDLE_SESSION_MS}`);
    let waits = false;
    while (!signal.aborted) {
      const { rows } = await client.query<{ won: boolean }>('SELECT pg_try_advisory_lock($1) AS won', [LEAD_LOCK]);
      if (rows[0]?.won === true) break;
      if (!waits) onWaiting();
      waits = true;
      await pause(ASK_AGAIN_MS, signal);
    }
    if (signal.aborted) {
      await client.end();
      return null;
    }
    const raised = await client.query<{ epoch: number }>(RAISE, [holder]);
    const epoch = raised.rows[0]?.epoch;
    if (epoch === undefined) throw new Error('the row of the lead is missing: run the migrations');
    keepAlive(client, now, loseWith, lost);
    return { epoch, lost, release: () => endSession(client, loseWith) };
  } catch (error) {
    await endSession(client, loseWith);
    throw error;
  }
}

async function endSession(client: pg.Client, loseWith: (reason: string) => void): Promise<void> {
  loseWith('given up');
  await client.end();
}

/** Proves the session alive until the lead is lost; a gap as long as the database's patience means that it is. */
function keepAlive(
  client: pg.Client,
  now: () => number,
  loseWith: (reason: string) => void,
  lost: Promise<string>,
): void {
  let over = false;
  let last = now();
  const stop = (): void => {
    over = true;
    clearInterval(timer);
  };
  const beat = async (): Promise<void> => {
    if (now() - last > IDLE_SESSION_MS) {
      loseWith('this process stood still for longer than the lead is kept');
      return;
    }
    const deadline = setTimeout(() => loseWith('the database did not answer in time'), KEEP_ALIVE_DEADLINE_MS);
    try {
      await client.query('SELECT 1');
      last = now();
    } catch (error) {
      if (!over) loseWith(`the session that holds the lead broke: ${String(error)}`);
    } finally {
      clearTimeout(deadline);
    }
  };
  const timer = setInterval(() => void beat(), KEEP_ALIVE_MS);
  void lost.then(stop);
}
