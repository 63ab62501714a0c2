import { type Bus, type Codec, FencedError, type Producer } from '@longshore/kafka';
import type pg from 'pg';
import type { Logger } from 'pino';
import type { DispatcherMetrics } from '../metrics/dispatcher-metrics.ts';
import type { AgentMemory } from '../projection/agent-memory.ts';
import { Vault } from '../secrets/vault.ts';
import type { DispatcherConfig } from './config.ts';
import { CONFIGURE_INTERVAL_MS, configureAgents } from './configure/configure-agents.ts';
import { createDecider, LeadLostError } from './deciding-transaction.ts';
import { DRAIN_INTERVAL_MS, DrainKeeper } from './drain/drain-keeper.ts';
import type { ReachFailpoint } from './failpoint.ts';
import { forgetJobs } from './forget-jobs.ts';
import { HOUSEKEEPING_INTERVAL_MS, keepHouse } from './housekeeping.ts';
import { beat } from './lead/beat.ts';
import { forgetEarlierGroups } from './projector/consumer-groups.ts';
import { startDeadLetterReader } from './projector/dead-letter-reader.ts';
import { startLogReader } from './projector/log-reader.ts';
import { startProjector } from './projector/projector.ts';
import { RebalanceKeeper } from './rebalance/rebalance-keeper.ts';
import { OutboxRelay } from './relay/outbox-relay.ts';
import { TopicKeeper } from './scheduler/missing-topics.ts';
import { Scheduler } from './scheduler/scheduler.ts';
import { ScheduleKeeper } from './schedules/schedule-keeper.ts';
import { Silence } from './silence.ts';
import { WakeableLoop } from './wakeable-loop.ts';
import { AgentWatch, WATCH_INTERVAL_MS } from './watch/agent-watch.ts';

/** How often the loops look when nobody wakes them. */
const SCHEDULER_INTERVAL_MS = 1_000;
const SCHEDULES_INTERVAL_MS = 1_000;
const RELAY_INTERVAL_MS = 1_000;
const BEAT_INTERVAL_MS = 1_000;

export interface TermOptions {
  config: Readonly<DispatcherConfig>;
  pool: pg.Pool;
  bus: Bus;
  codec: Codec;
  metrics: DispatcherMetrics;
  reach: ReachFailpoint;
  epoch: number;
  log: Logger;
  /** Monotonic milliseconds. */
  now: () => number;
  /** Told once, when this process must stop leading. */
  onLeadLost: (error: unknown) => void;
}

/** Everything that only the leader does, from a takeover until it ends. */
export interface Term {
  /** There is intent to look at. */
  wake(): void;
  /** Ends it; resolves when nothing of it runs any more. */
  end(): Promise<void>;
}

function isLeadLost(error: unknown): boolean {
  return error instanceof LeadLostError || error instanceof FencedError;
}

/**
 * Starts a term: fences the publisher before, then scheduler, relay, projector and the watch over agents.
 *
 * @throws when Kafka cannot be reached; what was opened is closed again
 */
export async function startTerm(options: TermOptions): Promise<Term> {
  const { config, pool, bus, codec, metrics, reach, epoch, log, now, onLeadLost } = options;
  const { topicPrefix } = config;
  const closing: (() => Promise<unknown>)[] = [];
  let over = false;
  let hold: string | null = null;
  let folded = 0;

  const loseLead = (error: unknown): void => {
    if (over) return;
    over = true;
    onLeadLost(error);
  };
  const loopOf = (name: string, intervalMs: number, look: () => Promise<number | null>): WakeableLoop => {
    const timed = async (): Promise<number | null> => {
      const done = metrics.decisionSeconds.startTimer({ kind: name });
      try {
        return await look();
      } finally {
        done();
      }
    };
    return new WakeableLoop({ name, intervalMs, look: timed, log, isFatal: isLeadLost, onFatal: loseLead });
  };
  const end = async (): Promise<void> => {
    over = true;
    for (const close of [...closing].reverse()) {
      try {
        await close();
      } catch (error) {
        log.warn({ err: error }, 'a part of the ended term did not close');
      }
    }
  };

  try {
    const producer = await bus.transactionalProducer(`${topicPrefix}longshore-relay`);
    closing.push(() => producer.close());
    await producer.initialise();
    const deadLetters: Producer = await bus.producer({ clientId: 'longshore-dispatcher-dead-letters' });
    closing.push(() => deadLetters.close());

    const loops: { relay?: WakeableLoop; scheduler?: WakeableLoop } = {};
    const decider = createDecider({ pool, epoch, onInstructions: () => loops.relay?.wake() });
    const relay = new OutboxRelay({
      pool,
      decider,
      producer,
      codec,
      topicPrefix,
      epoch,
      reach,
      vault: new Vault(config.secretKeys),
      log,
      onPublished: (count) => metrics.published.inc(count),
    });
    loops.relay = loopOf('relay', RELAY_INTERVAL_MS, () => relay.look());

    const scheduler = new Scheduler({
      pool,
      decider,
      reach,
      weights: config.weights,
      topics: new TopicKeeper({
        admin: () => bus.admin(),
        partitions: config.topicPartitions,
        replication: config.topicReplication,
        now,
        log,
      }),
      wake: () => loops.scheduler?.wake(),
      onError: (error) => {
        if (isLeadLost(error)) loseLead(error);
        else log.warn({ err: error }, 'topics of jobs could not be made');
      },
    });
    loops.scheduler = loopOf('scheduler', SCHEDULER_INTERVAL_MS, () => scheduler.look());

    const memory: AgentMemory = {
      silence: new Silence(now()),
      lags: new Map(),
      answeredAt: new Map(),
      rivals: new Map(),
    };
    const [projector, deadLetterReader, logReader] = await Promise.all([
      startProjector({
        bus,
        pool,
        codec,
        decider,
        deadLetters,
        memory,
        topicPrefix,
        epoch,
        resendAfterMs: config.resendAfterMs,
        syncAgainAfterMs: config.syncAgainAfterMs,
        now,
        reach,
        isFatal: isLeadLost,
        onFatal: loseLead,
        onFolded: ({ jobStatuses, agentStatuses, poisoned }) => {
          folded += jobStatuses + agentStatuses + poisoned;
          metrics.folded.inc({ record: 'JobStatus' }, jobStatuses);
          metrics.folded.inc({ record: 'AgentStatus' }, agentStatuses);
          metrics.folded.inc({ record: 'undecodable' }, poisoned);
        },
        log,
      }).then((started) => {
        closing.push(() => started.close());
        return started;
      }),
      startDeadLetterReader({ bus, pool, decider, topicPrefix, epoch }).then((started) => {
        closing.push(() => started.close());
        return started;
      }),
      startLogReader({
        bus,
        pool,
        codec,
        deadLetters,
        topicPrefix,
        epoch,
        onLines: (count) => metrics.logLines.inc(count),
        log,
      }).then((started) => {
        closing.push(() => started.close());
        return started;
      }),
    ]);
    log.debug({ consumers: [projector, deadLetterReader, logReader].length }, 'reading');

    const watch = new AgentWatch({
      pool,
      decider,
      silence: memory.silence,
      lostAfterMs: config.lostAfterMs,
      now,
      lag: async () => {
        const lag = await projector.lag();
        metrics.projectorLag.set(lag === null ? -1 : Number(lag));
        return lag;
      },
      folded: () => folded,
      onHold: (next) => {
        if (next !== hold) log.warn({ hold: next }, next === null ? 'decides about silent agents again' : 'holds');
        hold = next;
      },
    });
    const schedules = new ScheduleKeeper({ pool, decider, reach });
    const houseLook = async (): Promise<null> => {
      await keepHouse(pool, config.logRetentionDays);
      await forgetJobs(pool, config.jobRetentionDays);
      await forgetEarlierGroups(await bus.admin(), topicPrefix, epoch);
      return null;
    };
    // Woken by intent, beside the scheduler.
    const rebalance = new RebalanceKeeper({ decider, settings: config.rebalance, weights: config.weights, now });
    const drains = new DrainKeeper({ pool, decider, now });
    const intents = [
      loopOf('configure', CONFIGURE_INTERVAL_MS, () => configureAgents(pool, decider)),
      loopOf('drain', DRAIN_INTERVAL_MS, () => drains.look()),
    ];
    const running = [
      ...intents,
      loops.relay,
      loops.scheduler,
      loopOf('schedules', SCHEDULES_INTERVAL_MS, () => schedules.look()),
      loopOf('rebalance', config.rebalance.intervalMs, () => rebalance.look()),
      loopOf('watch', WATCH_INTERVAL_MS, () => watch.look()),
      loopOf('beat', BEAT_INTERVAL_MS, () => beat(pool, epoch, hold).then(() => null)),
      loopOf('housekeeping', HOUSEKEEPING_INTERVAL_MS, () => houseLook()),
    ];
    // Stopped first: nothing new is decided or published while the rest closes.
    closing.push(async () => {
      await Promise.all(running.map((loop) => loop.stop()));
      await scheduler.settle();
    });
    for (const loop of running) loop.start();
    const wake = (): void => {
      loops.scheduler?.wake();
      for (const loop of intents) loop.wake();
    };
    return { wake, end };
  } catch (error) {
    await end();
    throw error;
  }
}
