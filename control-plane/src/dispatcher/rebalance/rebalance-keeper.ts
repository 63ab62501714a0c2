import { readPlaces } from '../../database/read-places.ts';
import { storedSpec } from '../../database/stored-spec.ts';
import type { Weights } from '../../placement/place.ts';
import { placementRequest } from '../../placement/placement-request.ts';
import type { DispatcherConfig } from '../config.ts';
import {
  decideRebalance,
  EMPTY_MEMORY,
  type Leaving,
  loadOf,
  type MovableAttempt,
  type RebalanceMemory,
} from '../decide/decide-rebalance.ts';
import type { Decider, Decision } from '../deciding-transaction.ts';
import { moveAttempts } from '../move-attempts.ts';

/** A task that was moved rests for so many cycles. */
const CYCLES_OF_REST = 30;

// What is spread stays where the spread put it, and a task of a per-host job has but one host.
const NOT_STARTED = `
SELECT a.id, a.task_id AS "taskId", a.agent_id AS "agentId", j.spec
FROM attempt a JOIN job j ON j.id = a.job_id
WHERE a.ended_at IS NULL AND a.desired = 'RUN' AND a.observed IN ('PENDING', 'DISPATCHED', 'PULLING') AND NOT a.unreachable
  AND NOT j.stop_wanted AND coalesce(j.spec->>'perHost', 'false') <> 'true' AND j.spec->'placement'->>'spreadOver' IS NULL
ORDER BY a.id`;

const LEAVING = `
SELECT agent_id AS "agentId", cpu_millis AS "cpuMillis", memory_bytes::float8 AS "memoryBytes"
FROM attempt WHERE reserved AND desired <> 'RUN'`;

interface NotStarted {
  id: string;
  taskId: string;
  agentId: string;
  spec: unknown;
}

export interface RebalanceKeeperOptions {
  decider: Decider;
  settings: DispatcherConfig['rebalance'];
  weights: Weights;
  /** Monotonic milliseconds. */
  now: () => number;
}

/** Moves work that has not started from full agents to empty ones, such as one that has just joined. */
export class RebalanceKeeper {
  readonly #options: RebalanceKeeperOptions;
  /** Lost with the lead, which only makes its successor more patient. */
  #memory: RebalanceMemory = EMPTY_MEMORY;

  constructor(options: RebalanceKeeperOptions) {
    this.#options = options;
  }

  /** One cycle. */
  async look(): Promise<null> {
    const { decider, settings } = this.#options;
    if (settings.movesMax > 0) this.#memory = await decider.decide((decision) => this.#decide(decision));
    return null;
  }

  async #decide(decision: Decision): Promise<RebalanceMemory> {
    const { settings, weights, now } = this.#options;
    const places = await readPlaces(decision.client);
    const someAbove = places.some((place) => loadOf(place).share > settings.highPercent / 100);
    const snapshot = {
      places,
      attempts: someAbove ? await readNotStarted(decision) : [],
      leaving: someAbove ? await readLeaving(decision) : [],
    };
    const decided = decideRebalance(snapshot, this.#memory, now(), {
      ...settings,
      weights,
      settleMs: settings.intervalMs,
      moveAgainAfterMs: CYCLES_OF_REST * settings.intervalMs,
    });
    await moveAttempts(decision, decided.moves);
    return decided.memory;
  }
}

async function readNotStarted({ client }: Decision): Promise<MovableAttempt[]> {
  const { rows } = await client.query<NotStarted>(NOT_STARTED);
  return rows.map(({ spec, ...attempt }) => ({ ...attempt, request: placementRequest(storedSpec(spec)) }));
}

async function readLeaving({ client }: Decision): Promise<Leaving[]> {
  const { rows } = await client.query<{ agentId: string; cpuMillis: number; memoryBytes: number }>(LEAVING);
  return rows.map(({ agentId, ...needs }) => ({ agentId, needs: { ...needs, slots: 1 } }));
}
