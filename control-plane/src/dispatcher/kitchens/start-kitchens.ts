import { topicName } from '@longshore/kafka';
import type { Decider } from '../deciding-transaction.ts';
import { RunKeeper } from '../kitchen-runs/run-keeper.ts';
import type { Keeper } from '../term/keeper.ts';
import type { TermOptions } from '../term/term-options.ts';
import { BalancerKeeper } from './balancer-keeper.ts';
import { Inbox } from './inbox.ts';
import { keepKitchenHouse } from './keep-kitchen-house.ts';
import { PgKitchenStore } from './pg-kitchen-store.ts';
import { publishLetters } from './publish-letters.ts';
import { ReadHorizon } from './read-horizon.ts';
import { startKitchenReader } from './start-kitchen-reader.ts';

const TURNS_INTERVAL_MS = 500;
/** How often it is asked how much lies unread: a silent kitchen is missed by so much later. */
const HORIZON_INTERVAL_MS = 300;
const HOUSE_INTERVAL_MS = 10_000;
const RUNS_INTERVAL_MS = 1_000;

export interface StartKitchensOptions {
  term: TermOptions;
  decider: Decider;
  /** Gets what closes each part as soon as it is open. */
  opened: (close: () => Promise<unknown>) => void;
}

/** Starts what the leader does for the kitchen network, and returns what is to be looked at. */
export async function startKitchens({ term, decider, opened }: StartKitchensOptions): Promise<Keeper[]> {
  const { bus, pool, codec, config, metrics, reach, epoch, log, now } = term;
  const { topicPrefix } = config;
  const producer = await bus.producer({ clientId: 'longshore-dispatcher-kitchens' });
  opened(() => producer.close());
  let wake: () => void = () => undefined;
  const inbox = new Inbox(() => wake());
  const horizon = new ReadHorizon();
  const reader = await startKitchenReader({
    bus,
    pool,
    codec,
    deadLetters: producer,
    inbox,
    topicPrefix,
    epoch,
    onTrouble: () => horizon.forget(),
    log,
  });
  opened(async () => {
    // A batch that awaits its turn would hold the reader up for ever.
    inbox.close();
    await reader.close();
  });
  const lanes = async (): Promise<number> => {
    const [described] = await (await bus.admin()).describeTopics([topicName('Order_Handling', topicPrefix)]);
    return described?.partitions.length ?? 0;
  };
  const balancer = new BalancerKeeper({
    store: new PgKitchenStore({ pool, decider, reach, epoch }),
    inbox,
    horizon,
    publish: (letters) => publishLetters(letters, { producer, codec, topicPrefix, wallMs: () => Date.now() }),
    lanes,
    chance: Math.random,
    metrics: metrics.kitchens,
    reach,
    now,
    log,
  });
  const lookAtHorizon = async (): Promise<null> => {
    if (balancer.isIdle) {
      // Kafka is not asked for nothing; silence is judged anew from when a kitchen is there.
      horizon.forget();
      return null;
    }
    const atMs = now();
    const lag = await reader.lag();
    metrics.readerLag.set({ reader: 'kitchens' }, lag === null ? Number.NaN : Number(lag));
    horizon.sample(atMs, lag, inbox.foldedRecords);
    return null;
  };
  const runs = new RunKeeper({ pool, decider, log });
  return [
    { name: 'kitchen-runs', intervalMs: RUNS_INTERVAL_MS, woken: true, look: () => runs.look() },
    {
      name: 'kitchens',
      intervalMs: TURNS_INTERVAL_MS,
      woken: ['work', 'orders'],
      hear: (channel) => balancer.hear(channel),
      wakeBy: (given) => {
        wake = given;
      },
      look: () => balancer.look(),
    },
    { name: 'kitchens-horizon', intervalMs: HORIZON_INTERVAL_MS, look: lookAtHorizon },
    {
      name: 'kitchens-house',
      intervalMs: HOUSE_INTERVAL_MS,
      look: () => keepKitchenHouse(pool, config.orderRetentionDays),
    },
  ];
}
