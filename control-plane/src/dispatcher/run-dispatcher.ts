import { type Bus, type Codec, createCodec } from '@longshore/kafka';
import type pg from 'pg';
import type { Logger } from 'pino';
import type { Channel } from '../database/channels.ts';
import { openPool } from '../database/connect.ts';
import { type Listener, listen } from '../database/listener.ts';
import { createDispatcherMetrics, type DispatcherMetrics } from '../metrics/dispatcher-metrics.ts';
import type { DispatcherConfig } from './config.ts';
import { createFailpoint, type ReachFailpoint } from './failpoint.ts';
import { type HealthServer, startHealthServer } from './health-server.ts';
import { IDLE_SESSION_MS, type Lead, winLead } from './lead/hold-lead.ts';
import { openBus } from './open-bus.ts';
import { startTerm, type Term } from './term/start-term.ts';

/** What tells of intent. */
const DISPATCHER_CHANNELS = ['work', 'orders'] as const satisfies readonly Channel[];

/** Pause after a term that failed, so that another process may take the lead. */
const CAMPAIGN_AGAIN_MS = 1_000;

/** A term that does not end in time leaves the process in an unknown state: it is left to the supervisor. */
const TERM_END_DEADLINE_MS = 15_000;

type Standing = 'starting' | 'standing by' | 'taking over' | 'leading' | 'in trouble';

/** A dispatcher at work. */
export interface Dispatcher {
  /** Where its health is served. */
  port: number;
  /** Gives up the lead and stops. */
  stop(): Promise<void>;
}

function monotonicMs(): number {
  return performance.now();
}

/** Campaigns for the lead again and again, and leads while it has it. */
class Campaign {
  standing: Standing = 'starting';
  trouble: string | null = null;
  epoch: number | null = null;
  #term: Term | null = null;
  readonly #config: Readonly<DispatcherConfig>;
  readonly #log: Logger;
  readonly #pool: pg.Pool;
  readonly #bus: Bus;
  readonly #codec: Codec;
  readonly #metrics: DispatcherMetrics;
  readonly #reach: ReachFailpoint;
  readonly #signal: AbortSignal;

  constructor(parts: {
    config: Readonly<DispatcherConfig>;
    log: Logger;
    pool: pg.Pool;
    bus: Bus;
    codec: Codec;
    metrics: DispatcherMetrics;
    reach: ReachFailpoint;
    signal: AbortSignal;
  }) {
    this.#config = parts.config;
    this.#log = parts.log;
    this.#pool = parts.pool;
    this.#bus = parts.bus;
    this.#codec = parts.codec;
    this.#metrics = parts.metrics;
    this.#reach = parts.reach;
    this.#signal = parts.signal;
  }

  wake(channel: Channel): void {
    this.#term?.wake(channel);
  }

  async run(): Promise<void> {
    while (!this.#signal.aborted) {
      try {
        const lead = await winLead({
          databaseUrl: this.#config.databaseUrl,
          holder: this.#config.holder,
          now: monotonicMs,
          signal: this.#signal,
          onWaiting: () => {
            this.standing = 'standing by';
            this.trouble = null;
            this.#log.info('another dispatcher leads: standing by');
          },
        });
        if (lead === null) return;
        await this.#lead(lead);
      } catch (error) {
        this.standing = 'in trouble';
        this.trouble = error instanceof Error ? error.message : String(error);
        this.#log.warn({ err: error }, 'could not take or keep the lead');
      }
      if (!this.#signal.aborted) await new Promise((resolve) => setTimeout(resolve, CAMPAIGN_AGAIN_MS));
    }
  }

  async #lead(lead: Lead): Promise<void> {
    const { epoch } = lead;
    this.standing = 'taking over';
    this.#log.info({ epoch }, 'took the lead');
    let lose: (reason: string) => void = () => undefined;
    const over = new Promise<string>((resolve) => {
      lose = resolve;
      void lead.lost.then(resolve);
      if (this.#signal.aborted) resolve('stopping');
      this.#signal.addEventListener('abort', () => resolve('stopping'), { once: true });
    });
    try {
      const term = await startTerm({
        config: this.#config,
        pool: this.#pool,
        bus: this.#bus,
        codec: this.#codec,
        metrics: this.#metrics,
        reach: this.#reach,
        epoch,
        log: this.#log.child({ epoch }),
        now: monotonicMs,
        onLeadLost: (error) => lose(error instanceof Error ? error.message : String(error)),
      });
      this.#term = term;
      this.epoch = epoch;
      this.standing = 'leading';
      this.trouble = null;
      this.#metrics.leading.set(1);
      this.#metrics.epoch.set(epoch);
      const reason = await over;
      this.#log.info({ epoch, reason }, 'leads no more');
    } finally {
      this.standing = 'starting';
      this.#metrics.leading.set(0);
      await this.#endTerm();
      this.#metrics.leadsNoMore();
      await lead.release();
    }
  }

  async #endTerm(): Promise<void> {
    const term = this.#term;
    this.#term = null;
    if (term === null) return;
    const deadline = setTimeout(() => {
      this.#log.fatal('the term did not end in time: leaving it to the supervisor');
      process.exit(1);
    }, TERM_END_DEADLINE_MS);
    await term.end();
    clearTimeout(deadline);
  }
}

/** Starts a dispatcher: it serves its health at once, and leads as soon as it may. */
export async function runDispatcher(config: Readonly<DispatcherConfig>, log: Logger): Promise<Dispatcher> {
  const stopping = new AbortController();
  const metrics = createDispatcherMetrics();
  const pool = openPool({
    databaseUrl: config.databaseUrl,
    applicationName: 'longshore-dispatcher',
    // One that froze in the middle of a decision holds the row of the lead, for which its successor waits.
    idleInTransactionMs: IDLE_SESSION_MS,
    onConnectionError: (error) => log.warn({ err: error }, 'a database connection broke'),
  });
  const bus = openBus({ bootstrapServers: config.bootstrapServers, clientId: 'longshore-dispatcher' });
  const campaign = new Campaign({
    config,
    log,
    pool,
    bus,
    codec: createCodec({ registryUrl: config.registryUrl, topicPrefix: config.topicPrefix }),
    metrics,
    reach: createFailpoint(config.failpoint, () => process.kill(process.pid, 'SIGKILL')),
    signal: stopping.signal,
  });
  const health: HealthServer = await startHealthServer({
    host: config.host,
    port: config.port,
    registry: metrics.registry,
    readiness: () => ({
      ready: campaign.standing === 'leading' || campaign.standing === 'standing by',
      details: { standing: campaign.standing, epoch: campaign.epoch, trouble: campaign.trouble },
    }),
  });
  const listener: Listener = listen({
    databaseUrl: config.databaseUrl,
    applicationName: 'longshore-dispatcher-listen',
    channels: DISPATCHER_CHANNELS,
    onNotice: (channel) => campaign.wake(channel),
    onConnected: () => {
      for (const channel of DISPATCHER_CHANNELS) campaign.wake(channel);
    },
    onError: (error) => log.warn({ err: error }, 'the listening database connection broke'),
  });
  const running = campaign.run();
  return {
    port: health.port,
    async stop() {
      stopping.abort();
      await running;
      await listener.close();
      await health.close();
      await bus.close();
      await pool.end();
    },
  };
}
