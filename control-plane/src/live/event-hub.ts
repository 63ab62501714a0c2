import type { ServerEvent } from '@longshore/schemas';
import type pg from 'pg';
import { type Channel, PAGE_SUBJECTS, type PageSubject } from '../database/channels.ts';
import { type Listener, listen } from '../database/listener.ts';
import { gatherNotices } from './gather-notices.ts';
import { MissedEvents } from './missed-events.ts';

/** How often is looked without a notice, while somebody listens. */
const LOOK_MS = 2_000;
/** How often a silent stream says that it lives. */
const BEAT_MS = 10_000;

/**
 * By subject what is another after a change of it, whatever else changed back: a count alone would miss that one ended while
 * one began. Read every two seconds, so each is the end of an index, or of a table that is small.
 */
const MARKS: Record<PageSubject, string> = {
  jobs: `SELECT concat_ws('/', (SELECT max(id) FROM job_event), (SELECT count(*) FROM job))`,
  agents: `SELECT concat_ws('/', max(last_heard_at), string_agg(state, ',' ORDER BY id)) FROM agent`,
  logs: 'SELECT max(id)::text FROM log_chunk',
  dispatcher: `SELECT concat_ws('/', epoch, holds) FROM leadership`,
  access: `
    SELECT concat_ws('/', (SELECT concat_ws('/', count(*), max(updated_at)) FROM users),
                          (SELECT concat_ws('/', count(*), max(created_at)) FROM user_session),
                          (SELECT concat_ws('/', count(*), max(created_at)) FROM api_key))`,
  queues: `
    SELECT concat_ws('/', (SELECT id FROM work_item ORDER BY id DESC LIMIT 1),
                          (SELECT max(ended_at) FROM work_item WHERE ended_at IS NOT NULL),
                          (SELECT max(due_at) FROM work_item WHERE due_at IS NOT NULL),
                          (SELECT max(lease_until) FROM work_item WHERE status = 'processing'),
                          (SELECT concat_ws('/', count(*), max(registered_at), sum(cardinality(stopped_types))) FROM worker),
                          (SELECT string_agg(q::text, ',' ORDER BY type) FROM work_queue q))`,
  kitchens: 'SELECT max(id)::text FROM kitchen_change',
};

const READ_MARKS = `SELECT ${PAGE_SUBJECTS.map((subject) => `(${MARKS[subject]}) AS ${subject}`).join(', ')}`;

/** An event with what a client says to go on from there. */
export interface StreamEvent extends ServerEvent {
  id: string;
}

type Marks = Record<PageSubject, string | null>;

export interface EventHubOptions {
  databaseUrl: string;
  pool: pg.Pool;
  onError: (error: unknown) => void;
}

/**
 * Tells pages when to look again: one LISTEN connection for the whole process, and a periodic look in case a notice was
 * missed. Both rest while nobody listens.
 */
export class EventHub {
  readonly #options: EventHubOptions;
  readonly #subscribers = new Set<(event: StreamEvent) => void>();
  #missed = new MissedEvents();
  readonly #notices = gatherNotices((subjects) => this.#send('changed', subjects));
  #looking: NodeJS.Timeout | null = null;
  #beating: NodeJS.Timeout | null = null;
  #listener: Listener | null = null;
  #marks: Marks | null = null;

  constructor(options: EventHubOptions) {
    this.#options = options;
  }

  /**
   * Calls back with each event until the returned function is called. The first one comes at once and tells what
   * changed since the last one heard, if that is known.
   *
   * @param lastId - of the last event that the subscriber has heard; null: none
   */
  subscribe(tell: (event: StreamEvent) => void, lastId: string | null): () => void {
    this.#subscribers.add(tell);
    if (this.#listener === null) this.#start();
    const subjects = this.#missed.since(lastId);
    tell({ id: this.#missed.lastId, type: 'hello', subjects, at: new Date().toISOString() });
    return () => {
      this.#subscribers.delete(tell);
      if (this.#subscribers.size === 0) void this.#rest();
    };
  }

  #start(): void {
    const { databaseUrl, onError } = this.#options;
    this.#listener = listen({
      databaseUrl,
      applicationName: 'longshore-web-listen',
      channels: PAGE_SUBJECTS,
      onNotice: (channel) => this.#note(channel),
      // Notices may have been missed while there was no connection.
      onConnected: () => {
        for (const subject of PAGE_SUBJECTS) this.#note(subject);
      },
      onError,
    });
    this.#looking = setInterval(() => void this.#look(), LOOK_MS);
    this.#beating = setInterval(() => this.#send('beat', []), BEAT_MS);
  }

  async #rest(): Promise<void> {
    for (const timer of [this.#looking, this.#beating]) if (timer !== null) clearTimeout(timer);
    this.#notices.stop();
    this.#marks = null;
    // While nobody listens, nothing is noted: whoever comes next may have missed anything.
    this.#missed = new MissedEvents();
    const listener = this.#listener;
    this.#listener = null;
    try {
      await listener?.close();
    } catch (error) {
      this.#options.onError(error);
    }
  }

  #note(channel: Channel): void {
    if (channel === 'work' || channel === 'orders') return;
    this.#notices.note(channel);
  }

  async #look(): Promise<void> {
    try {
      const { rows } = await this.#options.pool.query<Marks>(READ_MARKS);
      const marks = rows[0] ?? null;
      const before = this.#marks;
      this.#marks = marks;
      if (before === null || marks === null) return;
      for (const subject of PAGE_SUBJECTS) if (marks[subject] !== before[subject]) this.#note(subject);
    } catch (error) {
      this.#options.onError(error);
    }
  }

  #send(type: ServerEvent['type'], subjects: PageSubject[]): void {
    const event: StreamEvent = { id: this.#missed.told(subjects), type, subjects, at: new Date().toISOString() };
    for (const tell of this.#subscribers) tell(event);
  }
}
