import type pg from 'pg';
import type { Decider } from '../deciding-transaction.ts';
import type { ReachFailpoint } from '../failpoint.ts';
import { fireSchedules } from './fire-schedules.ts';

const UNTIL_NEXT = `
SELECT ceil(extract(epoch FROM min(next_at) - now()) * 1000)::float8 AS ms FROM schedule WHERE NOT paused`;

export interface ScheduleKeeperOptions {
  pool: pg.Pool;
  decider: Decider;
  reach: ReachFailpoint;
}

/** Starts the jobs of schedules when their times come, by the database's clock alone. */
export class ScheduleKeeper {
  readonly #options: ScheduleKeeperOptions;

  constructor(options: ScheduleKeeperOptions) {
    this.#options = options;
  }

  /** One look; returns how soon the next should be, in milliseconds, or null. */
  async look(): Promise<number | null> {
    const { decider, reach } = this.#options;
    const untilNext = await this.#untilNextMs();
    if (untilNext === null || untilNext > 0) return untilNext;
    let started = 0;
    await decider.decide(
      async (decision) => {
        started = await fireSchedules(decision);
        if (started > 0) reach('dispatcher.before-schedule-commit');
      },
      () => {
        if (started > 0) reach('dispatcher.after-schedule-commit');
      },
    );
    return this.#untilNextMs();
  }

  async #untilNextMs(): Promise<number | null> {
    const { rows } = await this.#options.pool.query<{ ms: number | null }>(UNTIL_NEXT);
    return rows[0]?.ms ?? null;
  }
}
