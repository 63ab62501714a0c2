import type { DrainState } from '@longshore/schemas';
import type pg from 'pg';
import { type DrainedAttempt, decideDrain } from '../decide/decide-drain.ts';
import type { Decider, Decision } from '../deciding-transaction.ts';
import { type Move, moveAttempts } from '../move-attempts.ts';

/** How often is looked when nobody wakes it. */
export const DRAIN_INTERVAL_MS = 1_000;

/** A gap between looks that is longer was a pause of this process, and counts as this much. */
const LONGEST_STEP_MS = 5_000;

const WANTED = `SELECT 1 FROM drain WHERE state <> 'DRAINED' LIMIT 1`;

const DRAINS = `
SELECT d.agent_id AS "agentId", d.state, d.requested_at AS "requestedAt", d.elapsed_ms::float8 AS "elapsedMs",
       d.deadline_ms::float8 AS "deadlineMs", d.when_deadline AS "whenDeadline"
FROM drain d WHERE d.state <> 'DRAINED' ORDER BY d.agent_id FOR UPDATE`;

const OPEN = `
SELECT a.id, a.agent_id AS "agentId", a.desired, a.observed
FROM attempt a WHERE a.agent_id = ANY($1::text[]) AND a.ended_at IS NULL ORDER BY a.id`;

const NOTE = `
UPDATE drain SET elapsed_ms = $2, state = $3, ended_at = CASE WHEN $3 = 'DRAINING' THEN NULL ELSE coalesce(ended_at, now()) END
WHERE agent_id = $1`;

interface DrainRow {
  agentId: string;
  state: DrainState;
  requestedAt: Date;
  elapsedMs: number;
  deadlineMs: number | null;
  whenDeadline: 'stop' | 'leave';
}

export interface DrainKeeperOptions {
  pool: pg.Pool;
  decider: Decider;
  /** Monotonic milliseconds. */
  now: () => number;
}

/**
 * Empties the agents that operators want empty. The time that counts towards a deadline is this process's own, added to
 * what those that led before it had counted.
 */
export class DrainKeeper {
  readonly #options: DrainKeeperOptions;
  /** When each drain was looked at last, by agent and time of request. */
  #lookedAt = new Map<string, number>();

  constructor(options: DrainKeeperOptions) {
    this.#options = options;
  }

  /** One look; returns how soon the next should be, in milliseconds, or null. */
  async look(): Promise<number | null> {
    const { pool, decider } = this.#options;
    // Asked outside of a decision: mostly nothing is drained.
    if ((await pool.query(WANTED)).rowCount === 0) {
      this.#lookedAt.clear();
      return null;
    }
    return decider.decide((decision) => this.#decide(decision));
  }

  async #decide(decision: Decision): Promise<number | null> {
    const { client } = decision;
    const drains = (await client.query<DrainRow>(DRAINS)).rows;
    const ids = drains.map(({ agentId }) => agentId);
    const open = (await client.query<DrainedAttempt & { agentId: string }>(OPEN, [ids])).rows;
    const lookedAt = new Map<string, number>();
    const moves: Move[] = [];
    const untilDeadline: number[] = [];
    for (const drain of drains) {
      const elapsedMs = drain.elapsedMs + this.#step(drain, lookedAt);
      const decided = decideDrain(
        { ...drain, elapsedMs },
        open.filter(({ agentId }) => agentId === drain.agentId),
      );
      await client.query(NOTE, [drain.agentId, Math.round(elapsedMs), decided.state]);
      const { agentId, deadlineMs } = drain;
      moves.push(
        ...decided.notStarted.map((attemptId) => ({ attemptId, because: `${agentId} is drained` })),
        ...decided.overdue.map((attemptId) => ({
          attemptId,
          because: `${agentId} is drained, and the deadline for what runs there has passed`,
        })),
      );
      if (decided.state !== drain.state) this.#tell(decision, agentId, decided.state);
      if (deadlineMs !== null && deadlineMs > elapsedMs) untilDeadline.push(deadlineMs - elapsedMs);
    }
    this.#lookedAt = lookedAt;
    await moveAttempts(decision, moves);
    return untilDeadline.length === 0 ? null : Math.min(...untilDeadline);
  }

  /** How much time counts since the last look at a drain; none at the first. */
  #step({ agentId, requestedAt }: DrainRow, lookedAt: Map<string, number>): number {
    const key = `${agentId} ${requestedAt.toISOString()}`;
    const nowMs = this.#options.now();
    lookedAt.set(key, nowMs);
    const before = this.#lookedAt.get(key);
    return before === undefined ? 0 : Math.min(nowMs - before, LONGEST_STEP_MS);
  }

  #tell(decision: Decision, agentId: string, state: DrainState): void {
    decision.notify.add('agents');
    decision.audit.push({
      actor: 'dispatcher',
      action: 'AgentDrainAdvanced',
      subjectType: 'agent',
      subjectId: agentId,
      detail: { state },
    });
  }
}
