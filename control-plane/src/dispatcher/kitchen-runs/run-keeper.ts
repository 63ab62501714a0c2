import { cookMsOf, type Scenario } from '@longshore/kitchens';
import type pg from 'pg';
import type { Logger } from 'pino';
import { toJson } from '../../database/to-json.ts';
import { orderIdOfRun, scenarioOfRun } from '../../kitchens/scenario-of-run.ts';
import type { Decider, Decision } from '../deciding-transaction.ts';
import { carryOut } from './carry-out.ts';
import { type OpenRun, readOpenRun } from './read-open-run.ts';
import { recordRun } from './record-run.ts';
import { openRunKitchen, readRunKitchens, stopRunKitchens } from './run-kitchens.ts';
import { RunScript } from './run-script.ts';
import { sumUpRun } from './sum-up-run.ts';

/** Orders that one look places. */
const PLACED_AT_ONCE = 2_000;
/** How often it is looked while orders are due. */
const RUNNING_EVERY_MS = 50;
const WAITING_EVERY_MS = 250;
/** How often is told how far a run is where nothing else is written. */
const TOLD_EVERY_MS = 500;
/** A kitchen that died is kept from coming back so long after, of real time: it must not close in good order instead. */
const STOPPED_AFTER_MS = 500;
/** Kitchens that have not opened by then will not. */
const OPEN_WITHIN_MS = 5 * 60_000;
/** Orders that have not ended so long after the last came in, of real time, never will. */
const END_WITHIN_MS = 10 * 60_000;

/** Why a run finishes that was stopped: it is how one knows that this was carried out. */
const STOPPED = 'Somebody stopped it';

const PLACE = `
INSERT INTO kitchen_order (id, dish, latitude, longitude, priority, cook_ms, run_id)
SELECT o.id, o.dish, o.latitude, o.longitude, o.priority, o."cookMs", $2::uuid
FROM jsonb_to_recordset($1::jsonb) AS o(id uuid, dish text, latitude float8, longitude float8, priority int, "cookMs" float8)
ON CONFLICT (id) DO NOTHING`;

const COUNT = `
SELECT count(*)::int AS received, count(ended_at)::int AS ended FROM kitchen_order WHERE run_id = $1`;

const MOVE = `
UPDATE kitchen_run SET state = $2, reason = $3, placed = $4, happened = $5, received = $6, ended = $7, elapsed_ms = $8,
  started_at = CASE WHEN $2 = 'preparing' THEN started_at ELSE coalesce(started_at, now()) END
WHERE id = $1 AND ended_at IS NULL`;

const END = `
UPDATE kitchen_run SET state = $2, reason = $3, result = $4::jsonb, recording = $5, received = $6, ended = $7, elapsed_ms = $8,
  ended_at = now()
WHERE id = $1 AND ended_at IS NULL`;

const CALL_OFF = `INSERT INTO kitchen_intent (kind, subject) VALUES ('call off run', $1)`;

const POLICY = `
UPDATE kitchen_network SET run_policy = $1, version = version + 1 WHERE run_policy IS DISTINCT FROM $1`;

export interface RunKeeperOptions {
  pool: pg.Pool;
  decider: Decider;
  log: Logger;
}

type Standing = Pick<OpenRun, 'state' | 'reason' | 'placed' | 'happened' | 'received' | 'ended'>;

/**
 * Carries out runs of scenarios. Each step is a transaction that says how far the run is by then, so that another leader
 * takes it up where it is: what is due and was not placed is placed, and an order that is placed twice is there once.
 */
export class RunKeeper {
  readonly #options: RunKeeperOptions;
  #script: { runId: string; script: RunScript } | null = null;
  #toldAtMs = Number.NEGATIVE_INFINITY;

  constructor(options: RunKeeperOptions) {
    this.#options = options;
  }

  /** One look; returns how soon the next should be, in milliseconds, or null. */
  async look(): Promise<number | null> {
    const { pool, decider } = this.#options;
    if ((await readOpenRun(pool)) === null) {
      this.#script = null;
      return null;
    }
    try {
      return await decider.decide((decision) => this.#step(decision));
    } catch (error) {
      // It may be ahead of what was kept.
      this.#script = null;
      throw error;
    }
  }

  async #step(decision: Decision): Promise<number | null> {
    const run = await readOpenRun(decision.client);
    if (run === null) return null;
    const scenario = scenarioOfRun(run);
    // While it finishes as well: orders that no kitchen takes are what somebody will not wait for.
    if (run.stopWanted && run.reason !== STOPPED) return this.#stop(decision, run);
    switch (run.state) {
      case 'preparing':
        return this.#prepare(decision, run, scenario);
      case 'running':
        return this.#go(decision, run, scenario);
      case 'finishing':
        return this.#finish(decision, run, scenario);
    }
  }

  async #prepare(decision: Decision, run: OpenRun, scenario: Scenario): Promise<number> {
    const { client } = decision;
    const there = await readRunKitchens(client, run.id);
    const missing = scenario.city.kitchens.filter(({ id }) => there.every((kitchen) => kitchen.id !== id));
    for (const plan of missing) await openRunKitchen(decision, run, plan);
    const failed = there.find(({ jobOver }) => jobOver);
    const late = run.nowMs - run.createdAtMs > OPEN_WITHIN_MS;
    const open = there.filter(({ state }) => state === 'open').length;
    if (failed !== undefined || late) {
      const why =
        failed === undefined
          ? `only ${open} of ${run.kitchens} opened in time`
          : `${failed.id} did not open: ${failed.jobReason}`;
      await this.#end(decision, run, scenario, 'failed', `Its kitchens did not open: ${why}`);
      return WAITING_EVERY_MS;
    }
    if (missing.length === 0 && open >= scenario.city.kitchens.length) {
      await client.query(POLICY, [run.ownPolicy]);
      await this.#move(decision, run, { ...run, state: 'running', reason: null });
      return 1;
    }
    const waitsFor = there.find((kitchen) => kitchen.waitsFor !== '')?.waitsFor ?? '';
    const reason = `Waits for its kitchens: ${open} of ${scenario.city.kitchens.length} are open${waitsFor === '' ? '' : `. ${waitsFor}`}`;
    if (reason !== run.reason) await this.#move(decision, run, { ...run, reason });
    return WAITING_EVERY_MS;
  }

  async #go(decision: Decision, run: OpenRun, scenario: Scenario): Promise<number> {
    const { client } = decision;
    const script = this.#scriptOf(run, scenario);
    const startedAtMs = run.startedAtMs ?? run.nowMs;
    const elapsedMs = (run.nowMs - startedAtMs) * run.speed;
    const happenings = script.happenings(elapsedMs, run.happened);
    // First: the job of one that returns below is another.
    for (const id of script.dead(elapsedMs, run.happened, STOPPED_AFTER_MS * run.speed)) {
      await stopRunKitchens(decision, run.id, id);
    }
    let { happened } = run;
    for (const happening of happenings) {
      // What cannot happen yet holds up what follows, so that a count says how far it is.
      if (!(await carryOut(decision, run, happening, script.lastsMs(happening)))) break;
      happened += 1;
    }
    const due = script.take(elapsedMs, PLACED_AT_ONCE);
    if (due.length > 0) {
      const rows = due.map(({ number, arrival: { atMs, wish, work } }) => ({
        id: orderIdOfRun(run.id, startedAtMs, atMs / run.speed, number),
        dish: wish.dish,
        ...wish.place,
        priority: wish.priority,
        cookMs: cookMsOf(scenario.city, wish.dish, work, []),
      }));
      await client.query(PLACE, [toJson(rows), run.id]);
      decision.notify.add('orders');
    }
    const isOver = script.isOver && elapsedMs >= run.durationMs;
    const isNews = due.length > 0 || happened > run.happened || isOver;
    if (!isNews && run.nowMs - this.#toldAtMs < TOLD_EVERY_MS) return RUNNING_EVERY_MS;
    const isTime = isOver || run.nowMs - this.#toldAtMs >= TOLD_EVERY_MS;
    const counts = isTime ? await this.#count(decision, run) : { received: run.received, ended: run.ended };
    if (isTime) this.#toldAtMs = run.nowMs;
    await this.#move(decision, run, {
      state: isOver ? 'finishing' : 'running',
      reason: null,
      placed: script.placed,
      happened,
      ...counts,
    });
    return due.length === PLACED_AT_ONCE ? 1 : RUNNING_EVERY_MS;
  }

  async #finish(decision: Decision, run: OpenRun, scenario: Scenario): Promise<number> {
    const counts = await this.#count(decision, run);
    if (counts.ended >= counts.received) {
      await this.#end(decision, { ...run, ...counts }, scenario, run.stopWanted ? 'stopped' : 'done', run.reason);
      return WAITING_EVERY_MS;
    }
    const sinceMs = run.nowMs - (run.startedAtMs ?? run.nowMs) - run.durationMs / run.speed;
    if (sinceMs > END_WITHIN_MS) {
      await decision.client.query(CALL_OFF, [run.id]);
      await this.#end(decision, { ...run, ...counts }, scenario, 'failed', 'Orders of it did not come to an end');
      return WAITING_EVERY_MS;
    }
    await this.#move(decision, run, { ...run, ...counts });
    return WAITING_EVERY_MS;
  }

  async #stop(decision: Decision, run: OpenRun): Promise<number> {
    await decision.client.query(CALL_OFF, [run.id]);
    await stopRunKitchens(decision, run.id, null);
    decision.notify.add('work');
    const counts = await this.#count(decision, run);
    await this.#move(decision, run, { ...run, ...counts, state: 'finishing', reason: STOPPED });
    return WAITING_EVERY_MS;
  }

  async #end(
    decision: Decision,
    run: OpenRun,
    scenario: Scenario,
    state: 'done' | 'stopped' | 'failed',
    reason: string | null,
  ): Promise<void> {
    const { client } = decision;
    const ran = run.startedAtMs !== null && run.received > 0;
    const result = ran ? await sumUpRun(client, run, scenario) : null;
    const recording = ran ? await recordRun(client, run, scenario) : null;
    if (!run.keepOpen || state !== 'done') await stopRunKitchens(decision, run.id, null);
    await client.query(POLICY, [null]);
    const values = [result === null ? null : toJson(result), recording, run.received, run.ended, this.#elapsed(run)];
    await client.query(END, [run.id, state, reason, ...values]);
    decision.notify.add('kitchens').add('work');
    this.#script = null;
    this.#options.log.info({ run: run.id, scenario: run.scenario, state }, 'a run of a scenario ended');
  }

  async #count({ client }: Decision, { id }: OpenRun): Promise<Pick<OpenRun, 'received' | 'ended'>> {
    const { rows } = await client.query<Pick<OpenRun, 'received' | 'ended'>>(COUNT, [id]);
    return rows[0] ?? { received: 0, ended: 0 };
  }

  async #move({ client, notify }: Decision, run: OpenRun, to: Standing): Promise<void> {
    const { state, reason, placed, happened, received, ended } = to;
    const values = [state, reason, placed, happened, received, ended, this.#elapsed(run)];
    await client.query(MOVE, [run.id, ...values]);
    notify.add('kitchens');
  }

  #elapsed({ startedAtMs, nowMs, speed }: OpenRun): number {
    return startedAtMs === null ? 0 : (nowMs - startedAtMs) * speed;
  }

  #scriptOf(run: OpenRun, scenario: Scenario): RunScript {
    const known = this.#script;
    if (known?.runId === run.id && known.script.placed === run.placed) return known.script;
    const script = new RunScript(scenario, run.placed);
    this.#script = { runId: run.id, script };
    return script;
  }
}
