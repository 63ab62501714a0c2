import type pg from 'pg';
import type { Intent, NewOrder } from '../../kitchens/facts.ts';
import type { KeptNetwork } from '../../kitchens/kept-network.ts';
import type { Turn } from '../../kitchens/turn.ts';
import type { Decider } from '../deciding-transaction.ts';
import type { ReachFailpoint } from '../failpoint.ts';
import { storeOffsets } from '../projector/store-offsets.ts';
import type { KitchenStore, ReadSettings, StoredWith } from './kitchen-store.ts';
import { loadNetwork } from './load-network.ts';
import { writeTurn } from './write-turn.ts';

/** Under which it is stored how far kitchens were heard: PostgreSQL alone decides where reading goes on. */
export const KITCHEN_OFFSETS = 'kitchens';

const INTENTS_AT_ONCE = 500;

const NOW_MS = '(extract(epoch FROM clock_timestamp()) * 1000)::float8';

const SETTINGS = `
SELECT policy, run_policy AS "runPolicy", weights, migration, silence, version, ${NOW_MS} AS "atMs" FROM kitchen_network`;

// By id among those that were not taken, never from a cursor: a row whose transaction committed late has a low id.
const INTAKE = `
SELECT id, dish, latitude, longitude, priority, cook_ms AS "cookMs", run_id AS "runId",
       (extract(epoch FROM received_at) * 1000)::float8 AS "receivedAtMs"
FROM kitchen_order WHERE NOT taken ORDER BY id LIMIT $1`;

const INTENTS = `SELECT id, kind, subject, detail FROM kitchen_intent ORDER BY id LIMIT ${INTENTS_AT_ONCE}`;

const FORGET_INTENTS = 'DELETE FROM kitchen_intent WHERE id = ANY($1::bigint[])';

const WITHOUT_JOB = `
SELECT k.id FROM kitchen k JOIN job j ON j.id = k.job_id WHERE k.state IN ('lost', 'opening') AND j.ended_at IS NOT NULL`;

type IntakeRow = Omit<NewOrder, 'place'> & { latitude: number; longitude: number };

/** The kitchen network in PostgreSQL; what is written is fenced by the leader's epoch. */
export class PgKitchenStore implements KitchenStore {
  readonly #pool: pg.Pool;
  readonly #decider: Decider;
  readonly #reach: ReachFailpoint;
  readonly #epoch: number;

  constructor(parts: { pool: pg.Pool; decider: Decider; reach: ReachFailpoint; epoch: number }) {
    this.#pool = parts.pool;
    this.#decider = parts.decider;
    this.#reach = parts.reach;
    this.#epoch = parts.epoch;
  }

  load(): Promise<KeptNetwork> {
    return loadNetwork(this.#pool);
  }

  async settings(): Promise<ReadSettings> {
    const { rows } = await this.#pool.query<ReadSettings>(SETTINGS);
    const [row] = rows;
    if (row === undefined) throw new Error('the row of the kitchen network is missing: run the migrations');
    return row;
  }

  async intake(limit: number): Promise<NewOrder[]> {
    const { rows } = await this.#pool.query<IntakeRow>(INTAKE, [limit]);
    return rows.map(({ latitude, longitude, ...order }) => ({ ...order, place: { latitude, longitude } }));
  }

  async intents(): Promise<Intent[]> {
    return (await this.#pool.query<Intent>(INTENTS)).rows;
  }

  async forgetIntents(ids: readonly number[]): Promise<void> {
    if (ids.length > 0) await this.#pool.query(FORGET_INTENTS, [ids]);
  }

  async kitchensWithoutJob(): Promise<string[]> {
    return (await this.#pool.query<{ id: string }>(WITHOUT_JOB)).rows.map(({ id }) => id);
  }

  async write(turn: Turn, { offsets, tellPages }: StoredWith): Promise<void> {
    await this.#decider.decide(
      async (decision) => {
        await writeTurn(decision.client, turn, this.#epoch);
        await storeOffsets(decision.client, KITCHEN_OFFSETS, offsets);
        if (tellPages) decision.notify.add('kitchens');
        this.#reach('dispatcher.kitchens-before-commit');
      },
      () => this.#reach('dispatcher.kitchens-after-commit'),
    );
  }
}
