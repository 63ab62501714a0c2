import type pg from 'pg';
import { judgeSilence, type SilenceJudgement, type WatchedAgent } from '../decide/judge-silence.ts';
import type { Decider } from '../deciding-transaction.ts';
import type { Silence } from '../silence.ts';
import { expireUnreachable, WAITING_WITH_DEADLINE, type WaitingAttempt } from './expire-unreachable.ts';
import { flagUnreachable, giveUpAgents, showSilent } from './give-up-agents.ts';

export const WATCH_INTERVAL_MS = 2_000;

/** A gap between looks that is longer was a pause of this process, and says nothing about agents. */
const LONGEST_STEP_MS = 3 * WATCH_INTERVAL_MS;

const AGENTS = `
SELECT id, lost, state = 'SILENT' AS "shownSilent", dead_confirmed AS "deadConfirmed",
       coalesce((status->>'healthIntervalMs')::float8, 5000) AS "healthIntervalMs"
FROM agent ORDER BY id`;

export interface AgentWatchOptions {
  pool: pg.Pool;
  decider: Decider;
  silence: Silence;
  lostAfterMs: number;
  /** Monotonic milliseconds. */
  now: () => number;
  /** Records of the status topics not yet read; null while unknown. */
  lag: () => Promise<bigint | null>;
  /** Records folded since the process began. */
  folded: () => number;
  onHold: (hold: string | null) => void;
}

/** Notices agents that have fallen silent, and decides what becomes of what they held. */
export class AgentWatch {
  readonly #options: AgentWatchOptions;
  #flagged = new Set<string>();
  #foldedBefore = 0;
  #held = false;

  constructor(options: AgentWatchOptions) {
    this.#options = options;
  }

  /** One look. */
  async look(): Promise<null> {
    const { pool, silence, lostAfterMs, now, lag, onHold } = this.#options;
    const behind = await lag();
    const folded = this.#options.folded();
    // Under steady traffic something is always on its way: less than was folded since the last look is at the end.
    const atEnd = behind !== null && behind <= BigInt(folded - this.#foldedBefore);
    this.#foldedBefore = folded;
    silence.tick(now(), atEnd, LONGEST_STEP_MS);
    const { rows } = await pool.query<Omit<WatchedAgent, 'silentMs'>>(AGENTS);
    const agents = rows.map((row) => ({ ...row, silentMs: silence.of(row.id) }));
    const judgement = judgeSilence(agents, lostAfterMs);
    onHold(judgement.hold);
    const holdIsOver = this.#held && judgement.hold === null;
    this.#held = judgement.hold !== null;
    // Those that are not back yet must not be given up for having been fewer than half the moment others were.
    if (holdIsOver) silence.startAgain();
    else await this.#act(judgement, agents);
    return null;
  }

  async #act(judgement: SilenceJudgement, agents: readonly WatchedAgent[]): Promise<void> {
    const { pool, decider, silence, lostAfterMs } = this.#options;
    const newlyUnreachable = judgement.unreachable.filter((id) => !this.#flagged.has(id));
    const confirmed = new Set(agents.filter((agent) => agent.deadConfirmed).map((agent) => agent.id));
    const waiting = await pool.query<WaitingAttempt>(WAITING_WITH_DEADLINE);
    const expired = waiting.rows.filter((row) => silence.of(row.agentId) >= lostAfterMs + row.deadlineMs);
    const nothing = judgement.silent.length + newlyUnreachable.length + judgement.lost.length + expired.length === 0;
    if (!nothing) {
      await decider.decide(async (decision) => {
        await showSilent(decision, judgement.silent);
        await flagUnreachable(decision, newlyUnreachable);
        await giveUpAgents(decision, judgement.lost, confirmed);
        await expireUnreachable(decision, expired);
      });
    }
    this.#flagged = new Set(judgement.unreachable);
  }
}
