import type { Producer } from '@longshore/kafka';
import type { AgentMemory } from '../../projection/agent-memory.ts';
import { Vault } from '../../secrets/vault.ts';
import { CONFIGURE_INTERVAL_MS, configureAgents } from '../configure/configure-agents.ts';
import type { Decider } from '../deciding-transaction.ts';
import { DRAIN_INTERVAL_MS, DrainKeeper } from '../drain/drain-keeper.ts';
import { forgetAuditEntries } from '../forget-audit-entries.ts';
import { forgetJobs } from '../forget-jobs.ts';
import { HOUSEKEEPING_INTERVAL_MS, keepHouse } from '../housekeeping.ts';
import { beat } from '../lead/beat.ts';
import { forgetEarlierGroups } from '../projector/consumer-groups.ts';
import { RebalanceKeeper } from '../rebalance/rebalance-keeper.ts';
import { ScheduleKeeper } from '../schedules/schedule-keeper.ts';
import { SortKeeper } from '../sorts/sort-keeper.ts';
import { sweepSortTopics } from '../sorts/sweep-sort-topics.ts';
import { AgentWatch, WATCH_INTERVAL_MS } from '../watch/agent-watch.ts';
import { WebhookKeeper } from '../webhooks/webhook-keeper.ts';
import { workKeepers } from '../work/work-keepers.ts';
import type { Keeper } from './keeper.ts';
import type { Readers } from './start-readers.ts';
import type { TermOptions } from './term-options.ts';

const SCHEDULES_INTERVAL_MS = 1_000;
const WEBHOOKS_INTERVAL_MS = 1_000;
const SORTS_INTERVAL_MS = 1_000;
const BEAT_INTERVAL_MS = 1_000;
const LOG_LAG_INTERVAL_MS = 5_000;

/** What a leader keeps an eye on, beside placing and publishing. */
export function keepersOf(
  term: TermOptions,
  decider: Decider,
  memory: AgentMemory,
  readers: Readers,
  offers: Producer,
): Keeper[] {
  const { config, pool, bus, metrics, reach, epoch, log, now } = term;
  let hold: string | null = null;
  const watch = new AgentWatch({
    pool,
    decider,
    silence: memory.silence,
    lostAfterMs: config.lostAfterMs,
    now,
    lag: readers.lag,
    folded: readers.folded,
    onHold: (next) => {
      if (next !== hold) log.warn({ hold: next }, next === null ? 'decides about silent agents again' : 'holds');
      hold = next;
    },
  });
  const schedules = new ScheduleKeeper({ pool, decider, reach });
  const rebalance = new RebalanceKeeper({ decider, settings: config.rebalance, weights: config.weights, now });
  const drains = new DrainKeeper({ pool, decider, now });
  const webhooks = new WebhookKeeper({
    pool,
    vault: new Vault(config.secretKeys),
    privateAllowed: config.webhookPrivateAddresses === 'allow',
    reach,
    onTry: (outcome) => metrics.webhookTries.inc({ outcome }),
    log,
    now,
  });
  const sorts = new SortKeeper({ pool, bus, topicPrefix: config.topicPrefix, log });
  const sweepLook = async (): Promise<null> => {
    await sweepSortTopics(pool, await bus.admin(), config.topicPrefix);
    return null;
  };
  const houseLook = async (): Promise<null> => {
    await keepHouse(pool, config.logRetentionDays);
    await forgetJobs(pool, config.jobRetentionDays);
    await forgetAuditEntries(pool, config.auditRetentionDays);
    await forgetEarlierGroups(await bus.admin(), config.topicPrefix, epoch);
    return null;
  };
  const beatLook = async (): Promise<null> => {
    await beat(pool, epoch, hold);
    return null;
  };
  const logLagLook = async (): Promise<null> => {
    await readers.logLag();
    return null;
  };
  return [
    {
      name: 'configure',
      intervalMs: CONFIGURE_INTERVAL_MS,
      woken: true,
      look: () => configureAgents(pool, decider),
    },
    { name: 'drain', intervalMs: DRAIN_INTERVAL_MS, woken: true, look: () => drains.look() },
    { name: 'schedules', intervalMs: SCHEDULES_INTERVAL_MS, look: () => schedules.look() },
    {
      name: 'webhooks',
      intervalMs: WEBHOOKS_INTERVAL_MS,
      woken: true,
      look: () => webhooks.look(),
      stop: () => webhooks.stop(),
    },
    { name: 'sorts', intervalMs: SORTS_INTERVAL_MS, woken: true, look: () => sorts.look(), stop: () => sorts.stop() },
    { name: 'sort-topics', intervalMs: HOUSEKEEPING_INTERVAL_MS, look: sweepLook },
    ...workKeepers(term, decider, offers),
    { name: 'rebalance', intervalMs: config.rebalance.intervalMs, look: () => rebalance.look() },
    { name: 'watch', intervalMs: WATCH_INTERVAL_MS, look: () => watch.look() },
    { name: 'beat', intervalMs: BEAT_INTERVAL_MS, look: beatLook },
    { name: 'log-lag', intervalMs: LOG_LAG_INTERVAL_MS, look: logLagLook },
    { name: 'housekeeping', intervalMs: HOUSEKEEPING_INTERVAL_MS, look: houseLook },
  ];
}
