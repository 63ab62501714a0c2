import type { Chance } from '@longshore/kitchens';
import type { Logger } from 'pino';
import type { Channel } from '../../database/channels.ts';
import type { Intent, NewOrder } from '../../kitchens/facts.ts';
import { KitchenHearing } from '../../kitchens/hear-kitchens.ts';
import { Network } from '../../kitchens/network.ts';
import { balancerSettings, fullSettings } from '../../kitchens/network-settings.ts';
import { takeIntents } from '../../kitchens/take-intents.ts';
import type { Letter, Turn } from '../../kitchens/turn.ts';
import type { KitchenMetrics } from '../../metrics/kitchen-metrics.ts';
import type { ReachFailpoint } from '../failpoint.ts';
import type { NextOffset } from '../projector/store-offsets.ts';
import { DatabaseClock } from './database-clock.ts';
import type { Delivery, Inbox } from './inbox.ts';
import type { KitchenStore, ReadSettings } from './kitchen-store.ts';
import type { ReadHorizon } from './read-horizon.ts';

/** Turns begin at most so often: what comes meanwhile is taken by one. */
const TURN_MS = 20;
/** Orders that one turn takes in. */
const INTAKE_MAX = 2_000;
/** How often it is looked without a notice: notices are for speed. */
const INTAKE_EVERY_MS = 500;
const SETTINGS_EVERY_MS = 1_000;
const WATCH_EVERY_MS = 250;
/** How long is waited for a notice where no kitchen is there to be watched. */
const IDLE_EVERY_MS = 500;
const LAGGARDS_EVERY_MS = 2_500;
const TIDY_EVERY_MS = 5_000;
/** How often is stored what can wait: figures of kitchens, and how far was read where nothing else changed. */
const STORE_EVERY_MS = 500;
/** Pages look no oftener. */
const TELL_PAGES_EVERY_MS = 250;
/** Kitchens that closed, and those that are lost and never came back, are forgotten after so long. */
const CLOSED_KEPT_MS = 10 * 60_000;
const LOST_KEPT_MS = 24 * 3_600_000;
/** Those of which only nonsense was heard. */
const NONSENSE_KEPT_MS = 3_600_000;

export interface BalancerKeeperOptions {
  store: KitchenStore;
  inbox: Inbox;
  horizon: ReadHorizon;
  /** Sends letters; resolves when all are acknowledged. */
  publish: (letters: Iterable<Letter>) => Promise<void>;
  /** Partitions of Order_Handling. */
  lanes: () => Promise<number>;
  chance: Chance;
  metrics: KitchenMetrics;
  reach: ReachFailpoint;
  /** Monotonic milliseconds. */
  now: () => number;
  log: Logger;
}

/** When each of the things was done last that are done now and then. */
type Occasion = 'turn' | 'intake' | 'settings' | 'watch' | 'migrate' | 'laggards' | 'tidy' | 'store' | 'pages';

/**
 * Keeps the kitchen network in turns: takes in what came, lets the balancer decide, stores all of it in one transaction,
 * tells kitchens, and only then goes on. What it has in memory is a copy: after any failure it is made anew from the rows,
 * and everything that a kitchen might not have heard is said again.
 */
export class BalancerKeeper {
  readonly #options: BalancerKeeperOptions;
  readonly #clock: DatabaseClock;
  readonly #lastAtMs = new Map<Occasion, number>();
  readonly #offsets = new Map<string, NextOffset>();
  #network: Network | null = null;
  #hearing: KitchenHearing | null = null;
  #settings: ReadSettings | null = null;
  #hinted = { orders: true, intents: true };

  constructor(options: BalancerKeeperOptions) {
    this.#options = options;
    this.#clock = new DatabaseClock(options.now);
  }

  /** There may be something of this kind to take in. */
  hear(channel: Channel): void {
    if (channel === 'orders') this.#hinted.orders = true;
    if (channel === 'work') this.#hinted.intents = true;
  }

  /** Whether no kitchen is there whose silence would mean anything. */
  get isIdle(): boolean {
    if (this.#network === null) return false;
    return [...this.#network.kitchens.values()].every(({ state }) => state !== 'open' && state !== 'closing');
  }

  /** One turn; returns how soon the next should be, in milliseconds. */
  async look(): Promise<number> {
    const { inbox, now } = this.#options;
    const sinceMs = now() - (this.#lastAtMs.get('turn') ?? Number.NEGATIVE_INFINITY);
    if (sinceMs < TURN_MS) await new Promise((resolve) => setTimeout(resolve, TURN_MS - sinceMs));
    this.#lastAtMs.set('turn', now());
    const network = this.#network ?? (await this.#load());
    const deliveries = inbox.take();
    try {
      await this.#take(network, deliveries);
    } catch (error) {
      // What is in memory may be ahead of the rows: it is made anew, and what was read comes again.
      this.forget();
      for (const { failed } of deliveries) failed(error);
      throw error;
    }
    return this.#nextInMs(network);
  }

  /** Nothing is decided from memory any more. */
  forget(): void {
    this.#network = null;
    this.#hearing = null;
    this.#offsets.clear();
  }

  async #load(): Promise<Network> {
    const { store, chance, now, log } = this.#options;
    const settings = await this.#readSettings();
    // First: it asks Kafka, and may be long in answering, in which what was read of the rows would grow old.
    const lanes = await this.#options.lanes();
    const kept = await store.load();
    const clock = { nowMs: now(), atMs: this.#clock.nowMs() };
    const network = new Network(balancerSettings(settings), chance, kept, clock);
    this.#hearing = new KitchenHearing(network, lanes);
    this.#network = network;
    this.#hinted = { orders: true, intents: true };
    this.#options.horizon.forget();
    if (kept.orders.length > 0) log.info({ orders: kept.orders.length }, 'took up the orders of the kitchen network');
    return network;
  }

  async #readSettings(): Promise<ReadSettings> {
    const asked = this.#options.now();
    const settings = await this.#options.store.settings();
    this.#clock.compare(settings.atMs, asked, this.#options.now());
    this.#settings = settings;
    this.#lastAtMs.set('settings', this.#options.now());
    return settings;
  }

  async #take(network: Network, deliveries: readonly Delivery[]): Promise<void> {
    const { store, inbox, horizon, now } = this.#options;
    const intents = await this.#readIntents(network);
    const orders = await this.#readOrders(intents.length > 0);
    const withoutJob = this.#isTime('tidy', TIDY_EVERY_MS) ? await store.kitchensWithoutJob() : null;
    if (withoutJob !== null) (this.#hearing as KitchenHearing).lanes = await this.#options.lanes();

    const startedAtMs = now();
    // By another way of asking: an order came in before it is taken.
    for (const { receivedAtMs } of orders) this.#clock.atLeast(receivedAtMs);
    network.begin({ nowMs: startedAtMs, atMs: this.#clock.nowMs() });
    const hearing = this.#hearing as KitchenHearing;
    for (const { batch } of deliveries) {
      for (const status of batch.statuses) hearing.status(status);
      for (const reports of batch.reports) hearing.reports(reports);
      const { topic, partition } = batch.next;
      this.#offsets.set(`${topic}/${partition}`, batch.next);
    }
    network.receive(orders);
    const mayBeMore = orders.length === INTAKE_MAX;
    const upsets = takeIntents(network, intents, mayBeMore);
    if (mayBeMore && intents.length > 0) this.#hinted.intents = true;
    network.deliver();
    const { migration } = fullSettings(this.#settings as ReadSettings);
    if (this.#isTime('watch', WATCH_EVERY_MS)) {
      const caughtUpSince = horizon.caughtUpSince(startedAtMs, inbox.foldedRecords);
      network.did(network.balancer.watch(horizon.untilMs ?? startedAtMs, caughtUpSince));
      hearing.noticeLost();
    }
    if (this.#isTime('migrate', migration.cycleMs)) network.did(network.balancer.migrate(startedAtMs));
    if (this.#isTime('laggards', LAGGARDS_EVERY_MS)) network.tellLaggards();
    if (withoutJob !== null) this.#tidy(network, hearing, withoutJob);
    const turn = network.end(this.#isTime('store', this.#storeEveryMs(network), false));
    this.#options.metrics.decided(turn, (now() - startedAtMs) / 1_000);
    await this.#carryOut(turn, deliveries, upsets);
    this.#options.metrics.stands(network);
  }

  /** Reads settings and what somebody wants, where there may be something new. */
  async #readIntents(network: Network): Promise<Intent[]> {
    if (!this.#hinted.intents && !this.#isTime('settings', SETTINGS_EVERY_MS, false)) return [];
    const version = this.#settings?.version;
    const settings = await this.#readSettings();
    if (settings.version !== version) network.balancer.changeSettings(balancerSettings(settings));
    this.#hinted.intents = false;
    return this.#options.store.intents();
  }

  /**
   * Reads orders that came in, where there may be any.
   *
   * @param isAsked - whether something is wanted, which may be of an order that nobody gave notice of yet
   */
  async #readOrders(isAsked: boolean): Promise<NewOrder[]> {
    if (!isAsked && !this.#hinted.orders && !this.#isTime('intake', INTAKE_EVERY_MS)) return [];
    // Before they are read: a notice that comes meanwhile may be of one that is not among them.
    this.#hinted.orders = false;
    const orders = await this.#options.store.intake(INTAKE_MAX);
    if (orders.length === INTAKE_MAX) this.#hinted.orders = true;
    return orders;
  }

  async #carryOut(turn: Turn, deliveries: readonly Delivery[], upsets: readonly number[]): Promise<void> {
    const { store, inbox, publish, reach } = this.#options;
    const canWait = !turn.urgent && turn.kitchens.size === 0 && turn.measures.length === 0 && turn.intents.length === 0;
    // What only was heard need not be stored at once: heard again, it changes nothing.
    if (!canWait || (this.#offsets.size > 0 && this.#isTime('store', STORE_EVERY_MS, false))) {
      const changes = turn.orders.size > 0 || turn.kitchens.size > 0 || turn.forgotten.length > 0;
      await store.write(turn, {
        offsets: [...this.#offsets.values()],
        tellPages: changes && this.#isTime('pages', TELL_PAGES_EVERY_MS),
      });
      this.#offsets.clear();
      if (turn.kitchens.size > 0 || !turn.urgent) this.#lastAtMs.set('store', this.#options.now());
    }
    inbox.fold(deliveries);
    await publish(turn.letters.values());
    reach('dispatcher.kitchens-after-publish');
    // At least once: a kitchen's next boot passes over what was meant for this one.
    await store.forgetIntents(upsets);
  }

  /** Of a thousand kitchens, rows are not written as often as of five. */
  #storeEveryMs({ kitchens }: Network): number {
    return Math.max(STORE_EVERY_MS, 2 * kitchens.size);
  }

  #tidy(network: Network, hearing: KitchenHearing, withoutJob: readonly string[]): void {
    const { atMs } = network.clock;
    for (const id of withoutJob) {
      const facts = network.kitchenOf(id, () => null);
      if (facts !== null) hearing.stand(facts, 'closed');
    }
    const over = [...network.kitchens.values()].filter(({ state, bootId, jobId, closedAtMs, heardAtMs }) => {
      if (state === 'closed') return atMs - (closedAtMs ?? atMs) > CLOSED_KEPT_MS;
      // One that opens as a job may wait long for an agent.
      if (bootId === null && jobId === null) return atMs - (heardAtMs ?? atMs) > NONSENSE_KEPT_MS;
      return state === 'lost' && atMs - (heardAtMs ?? atMs) > LOST_KEPT_MS;
    });
    network.forget(over.map(({ plan }) => plan.id));
  }

  /** Whether something is due that is done at an interval; it counts as done then, unless it is only asked. */
  #isTime(occasion: Occasion, everyMs: number, takes = true): boolean {
    const nowMs = this.#options.now();
    const due = nowMs - (this.#lastAtMs.get(occasion) ?? Number.NEGATIVE_INFINITY) >= everyMs;
    if (due && takes) this.#lastAtMs.set(occasion, nowMs);
    return due;
  }

  #nextInMs(network: Network): number {
    if (!this.#options.inbox.isEmpty || this.#hinted.orders || this.#hinted.intents) return 1;
    const { migration } = fullSettings(this.#settings as ReadSettings);
    const deliveryInMs = (network.nextDeliveryAtMs ?? Number.POSITIVE_INFINITY) - this.#options.now();
    const lookInMs = this.isIdle ? IDLE_EVERY_MS : Math.min(WATCH_EVERY_MS, migration.cycleMs);
    return Math.max(1, Math.min(lookInMs, deliveryInMs));
  }
}
