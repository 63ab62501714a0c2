import { statfs } from 'node:fs/promises';
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import {
  type GateChange,
  type Health,
  type HealthLimits,
  nextHealth,
  type Probe,
  unknownHealth,
} from '../decide/next-health.ts';
import type { Engine, ListedContainer } from '../engine/engine.ts';
import { isMarker } from '../images/image-marker.ts';
import type { LastPull } from '../steps/shared-pulls.ts';
import { emptyInventory, type Inventory, type MeasuredUse, UseMeter } from './inventory.ts';

export interface HealthMonitorOptions {
  engine: Engine;
  clock: Clock;
  log: Logger;
  intervalMs: number;
  limits: HealthLimits;
  lastPull: () => LastPull | null;
  /** The gate has to be closed or opened. */
  onGate: (change: Exclude<GateChange, 'none'>) => void;
  /** A fresh and complete list: the truth. */
  onListed: (containers: readonly ListedContainer[]) => void;
  /** Health or inventory changed in a way others should hear of at once. */
  onChange: () => void;
}

/** Images change seldom, and listing them costs the engine more than listing containers. */
const imagesEveryRounds = 6;
const usesMeasuredMax = 100;
/** Several changes in a moment become one look. */
const refreshDelayMs = 150;
/** Where containers come and go all the time, every look and report of it costs the engine and the control plane. */
const refreshIntervalMs = 1_000;

/**
 * Looks at the engine at an interval. The ping alone has a short deadline and decides whether the engine can be used;
 * lists, sizes and uses are gathered beside it and never hold it up.
 */
export class HealthMonitor {
  readonly #options: HealthMonitorOptions;
  readonly #meter = new UseMeter();
  #health: Health = unknownHealth;
  #inventory: Inventory = emptyInventory;
  #listError: string | null = null;
  #rounds = 0;
  #stopped = false;
  #pinging: Promise<void> | null = null;
  #looking: Promise<void> | null = null;
  #measuring: Promise<void> | null = null;
  /** What was asked for while a look was under way. */
  #lookAgain: 'no' | 'list' | 'whole' = 'no';
  #callOffRound: (() => void) | null = null;
  #callOffRefresh: (() => void) | null = null;
  /** When the last look began that was asked for. */
  #refreshedAtMs = Number.NEGATIVE_INFINITY;

  constructor(options: HealthMonitorOptions) {
    this.#options = options;
  }

  get health(): Health {
    return this.#health;
  }

  get inventory(): Inventory {
    return this.#inventory;
  }

  /** Begins its rounds; resolves after the first one, whatever it found. */
  async start(): Promise<void> {
    await this.#round();
  }

  stop(): void {
    this.#stopped = true;
    this.#callOffRound?.();
    this.#callOffRefresh?.();
  }

  /** Somebody got no answer from the engine: ask now and not at the next round. */
  suspect(): void {
    if (!this.#health.blocked) this.#ping().catch((error: unknown) => this.#fault(error));
  }

  /** The containers changed: list them soon, and tell; but not all the time. */
  refreshSoon(): void {
    if (this.#stopped) return;
    const { clock } = this.#options;
    const nextMs = this.#refreshedAtMs + refreshIntervalMs - clock.monotonicMs();
    this.#callOffRefresh ??= clock.after(Math.max(refreshDelayMs, nextMs), () => {
      this.#callOffRefresh = null;
      this.#refreshedAtMs = clock.monotonicMs();
      if (!this.#health.blocked) this.#look(false);
    });
  }

  async #round(): Promise<void> {
    if (this.#stopped) return;
    this.#callOffRound = this.#options.clock.after(this.#options.intervalMs, () => {
      this.#round().catch((error: unknown) => this.#fault(error));
    });
    this.#rounds += 1;
    await this.#ping();
  }

  /** One ping at a time; with an answer the rest is gathered beside it. */
  #ping(): Promise<void> {
    this.#pinging ??= this.#pingOnce().finally(() => {
      this.#pinging = null;
    });
    return this.#pinging;
  }

  async #pingOnce(): Promise<void> {
    const { engine } = this.#options;
    let pingMs: number | null = null;
    let pingError = '';
    try {
      pingMs = await engine.ping();
    } catch (error) {
      pingError = error instanceof Error ? error.message : String(error);
    }
    if (this.#stopped) return;
    if (pingMs === null) {
      this.#inventory = { ...this.#inventory, complete: false };
      this.#judge(null, pingError);
      return;
    }
    this.#inventory = { ...this.#inventory, pingMs };
    this.#look(true);
    // After a silence nothing is open before the containers were listed anew.
    if (this.#health.blocked) await this.#looking;
    else this.#judge(pingMs, '');
  }

  #look(whole: boolean): void {
    if (this.#stopped) return;
    if (this.#looking !== null) {
      if (whole || this.#lookAgain === 'no') this.#lookAgain = whole ? 'whole' : 'list';
      return;
    }
    this.#looking = this.#lookOnce(whole)
      .catch((error: unknown) => this.#fault(error))
      .finally(() => {
        this.#looking = null;
        const again = this.#lookAgain;
        this.#lookAgain = 'no';
        if (this.#stopped) return;
        if (again === 'whole') this.#options.clock.after(refreshDelayMs, () => this.#look(true));
        if (again === 'list') this.refreshSoon();
      });
  }

  async #lookOnce(whole: boolean): Promise<void> {
    const { engine, clock, onListed, onChange } = this.#options;
    try {
      const facts = whole || this.#inventory.facts === null ? await engine.facts() : this.#inventory.facts;
      const clockDifferenceMs =
        whole && facts.clockMs !== null ? facts.clockMs - clock.wallMs() : this.#inventory.clockDifferenceMs;
      const containers = await engine.list();
      this.#listError = null;
      this.#inventory = { ...this.#inventory, facts, clockDifferenceMs, containers, complete: true };
      onListed(containers);
    } catch (error) {
      this.#listError = error instanceof Error ? error.message : String(error);
      this.#inventory = { ...this.#inventory, complete: false };
    }
    if (this.#stopped) return;
    this.#judge(this.#inventory.pingMs, '');
    if (this.#listError !== null) return;
    if (!whole) onChange();
    else this.#measureBeside();
  }

  /** Measuring is slow where there are many containers: nobody waits for it. */
  #measureBeside(): void {
    this.#measuring ??= this.#measure()
      .catch((error: unknown) => this.#fault(error))
      .finally(() => {
        this.#measuring = null;
      });
  }

  /** What is good to know and decides nothing about the gate. */
  async #measure(): Promise<void> {
    const { engine, log } = this.#options;
    const disk = await this.#disk();
    const use = await this.#uses();
    const others = await this.#others();
    let { images } = this.#inventory;
    if (this.#rounds % imagesEveryRounds === 1 || images.length === 0) {
      try {
        images = (await engine.imageTags()).filter((tag) => !isMarker(tag));
      } catch (error) {
        log.warn({ err: error }, 'the images could not be listed');
      }
    }
    this.#inventory = { ...this.#inventory, disk, use, others, images };
  }

  async #others(): Promise<number | null> {
    try {
      return await this.#options.engine.countOthers();
    } catch (error) {
      this.#options.log.warn({ err: error }, 'the containers of others could not be counted');
      return this.#inventory.others;
    }
  }

  async #disk(): Promise<Inventory['disk']> {
    const root = this.#inventory.facts?.dataRoot;
    if (root === undefined) return null;
    try {
      const { bavail, blocks, bsize } = await statfs(root);
      return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
    } catch (error) {
      this.#options.log.debug({ err: error, root }, 'the engine’s folder cannot be seen from here');
      return null;
    }
  }

  async #uses(): Promise<Map<string, MeasuredUse>> {
    const { engine, clock, log } = this.#options;
    const running = this.#inventory.containers.filter((one) => one.engineState === 'running').slice(0, usesMeasuredMax);
    const uses = new Map<string, MeasuredUse>();
    for (const { containerId } of running) {
      // An engine that went away meanwhile would make each of them wait for its deadline.
      if (this.#health.blocked) break;
      try {
        uses.set(containerId, this.#meter.measure(containerId, await engine.use(containerId), clock.monotonicMs()));
      } catch (error) {
        // It may just have ended.
        log.debug({ err: error, containerId }, 'a container’s use could not be measured');
      }
    }
    this.#meter.keep(new Set(running.map((one) => one.containerId)));
    return uses;
  }

  #judge(pingMs: number | null, pingError: string): void {
    const { limits, lastPull, onGate, onChange, log } = this.#options;
    const { complete, containers, disk, clockDifferenceMs } = this.#inventory;
    const probe: Probe = {
      pingMs,
      pingError,
      listed: this.#listError === null && complete ? containers.length : null,
      listError: this.#listError ?? 'not listed yet',
      disk,
      clockDifferenceMs,
      lastPull: lastPull(),
    };
    const before = this.#health;
    const { health, gate } = nextHealth(before, probe, limits);
    this.#health = health;
    if (gate !== 'none') {
      log[gate === 'block' ? 'error' : 'info'](
        { checks: health.checks },
        gate === 'block' ? 'the engine cannot be used; the handler is blocked' : 'the engine can be used',
      );
      onGate(gate);
    }
    if (gate !== 'none' || before.healthy !== health.healthy) onChange();
  }

  #fault(error: unknown): void {
    this.#options.log.error({ err: error }, 'a round of health checks ended in a fault');
  }
}
