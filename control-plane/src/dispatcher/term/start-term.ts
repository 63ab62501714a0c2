import { FencedError } from '@longshore/kafka';
import type { Channel } from '../../database/channels.ts';
import type { AgentMemory } from '../../projection/agent-memory.ts';
import { Vault } from '../../secrets/vault.ts';
import { createDecider, LeadLostError } from '../deciding-transaction.ts';
import { startKitchens } from '../kitchens/start-kitchens.ts';
import { OutboxRelay } from '../relay/outbox-relay.ts';
import { TopicKeeper } from '../scheduler/missing-topics.ts';
import { Scheduler } from '../scheduler/scheduler.ts';
import { Silence } from '../silence.ts';
import { WakeableLoop } from '../wakeable-loop.ts';
import type { Keeper } from './keeper.ts';
import { keepersOf } from './keepers.ts';
import { startReaders } from './start-readers.ts';
import type { TermOptions } from './term-options.ts';

/** How often the loops look when nobody wakes them. */
const SCHEDULER_INTERVAL_MS = 1_000;
const RELAY_INTERVAL_MS = 1_000;

/** Everything that only the leader does, from a takeover until it ends. */
export interface Term {
  /** There is intent to look at. */
  wake(channel: Channel): void;
  /** Ends it; resolves when nothing of it runs any more. */
  end(): Promise<void>;
}

function isLeadLost(error: unknown): boolean {
  return error instanceof LeadLostError || error instanceof FencedError;
}

/**
 * Starts a term: fences the publisher before, then scheduler, relay, what reads the topics, and all that is looked
 * after.
 *
 * @throws when Kafka cannot be reached; what was opened is closed again
 */
export async function startTerm(options: TermOptions): Promise<Term> {
  const { config, pool, bus, codec, metrics, reach, epoch, log, now, onLeadLost } = options;
  const { topicPrefix } = config;
  const closing: (() => Promise<unknown>)[] = [];
  let over = false;

  const loseLead = (error: unknown): void => {
    if (over) return;
    over = true;
    onLeadLost(error);
  };
  const loopOf = ({ name, intervalMs, look }: Keeper): WakeableLoop => {
    const timed = async (): Promise<number | null> => {
      const done = metrics.decisionSeconds.startTimer({ kind: name });
      try {
        return await look();
      } catch (error) {
        metrics.lookFailures.inc({ kind: name });
        throw error;
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

    const decider = createDecider({
      pool,
      epoch,
      onInstructions: () => relaying.wake(),
      onDecided: (tally) => metrics.count(tally),
    });
    const relay = new OutboxRelay({
      pool,
      decider,
      producer,
      codec,
      topicPrefix,
      epoch,
      reach,
      vault: new Vault(config.secretKeys),
      secretKeys: config.secretKeys,
      log,
      onPublished: (count) => metrics.published.inc(count),
    });
    const relaying = loopOf({ name: 'relay', intervalMs: RELAY_INTERVAL_MS, look: () => relay.look() });

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
      wake: () => scheduling.wake(),
      onError: (error) => {
        if (isLeadLost(error)) loseLead(error);
        else log.warn({ err: error }, 'topics of jobs could not be made');
      },
    });
    const scheduling = loopOf({
      name: 'scheduler',
      intervalMs: SCHEDULER_INTERVAL_MS,
      look: () => scheduler.look(),
    });

    const memory: AgentMemory = {
      silence: new Silence(now()),
      lags: new Map(),
      answeredAt: new Map(),
      rivals: new Map(),
    };
    const opened = (close: () => Promise<unknown>): void => {
      closing.push(close);
    };
    const readers = await startReaders({ term: options, decider, memory, isLeadLost, loseLead, opened });
    const offers = await bus.producer({ clientId: 'longshore-dispatcher-work' });
    opened(() => offers.close());
    const kitchens = await startKitchens({ term: options, decider, opened });
    const kept = [...keepersOf(options, decider, memory, readers, offers), ...kitchens].map((keeper) => ({
      keeper,
      loop: loopOf(keeper),
    }));
    for (const { keeper, loop } of kept) keeper.wakeBy?.(() => loop.wake());
    const loops = [relaying, scheduling, ...kept.map(({ loop }) => loop)];
    const isWoken = ({ woken = false }: Keeper, channel: Channel): boolean =>
      typeof woken === 'boolean' ? woken && channel === 'work' : woken.includes(channel);
    // Stopped first: nothing new is decided or published while the rest closes.
    closing.push(async () => {
      await Promise.all(loops.map((loop) => loop.stop()));
      await Promise.all(kept.map(async ({ keeper }) => keeper.stop?.()));
      await scheduler.settle();
    });
    for (const loop of loops) loop.start();
    return {
      wake: (channel) => {
        if (channel === 'work') scheduling.wake();
        for (const { keeper, loop } of kept.filter((each) => isWoken(each.keeper, channel))) {
          keeper.hear?.(channel);
          loop.wake();
        }
      },
      end,
    };
  } catch (error) {
    await end();
    throw error;
  }
}
