import type { AgentStatus } from '@longshore/schemas';
import type { AgentRow } from '../agent-facts.ts';
import { agentStateOf } from './agent-state.ts';

/** Boots that are remembered after another took over. */
const SUPERSEDED_KEPT = 20;

/** What is known beside the agent's row, all by the dispatcher's own monotonic clock. */
export interface AgentCircumstances {
  /** How long its row's boot has not been heard, in milliseconds; the takeover of the lead counts as hearing it. */
  silentMs: number;
  /** Silence after which another engine may have the id. */
  takenAfterMs: number;
  /** How long ago this registration was answered with a Sync by this process, in milliseconds; null: never. */
  answeredMsAgo: number | null;
  /** After how long an answer is given again. */
  answerAgainAfterMs: number;
  /** The host of another engine that lately asked for the same id and was refused; null: there is none. */
  rivalHost: string | null;
}

/** What one status does to what is known of its agent. */
export type AgentFold =
  | { kind: 'ignored'; why: string }
  /** The id is another's: it is told so, and nothing of its status is kept. */
  | { kind: 'refused'; why: string; anotherEngine: boolean }
  | {
      kind: 'folded';
      row: AgentRow;
      appeared: boolean;
      tookOver: boolean;
      /** Its engine is not the one that was known: its data was wiped, or the id moved to another host. */
      engineReplaced: boolean;
      wantsSync: boolean;
    };

function folded(
  row: AgentRow | null,
  status: AgentStatus,
  supersededBoots: readonly string[],
  rivalHost: string | null,
): AgentRow {
  const { state, detail } = agentStateOf(status);
  return {
    id: status.agentId,
    // Empty while the engine was never reached: what is known of the host stays.
    engineId: status.engineId === '' ? (row?.engineId ?? '') : status.engineId,
    bootId: status.bootId,
    supersededBoots,
    registration: status.registration,
    synced: status.synced,
    sequence: status.sequence,
    syncBootId: row?.syncBootId ?? null,
    syncRegistration: row?.syncRegistration ?? null,
    lane: status.lane,
    state,
    stateDetail: rivalHost === null ? detail : `${detail} ${rivalWords(rivalHost)}`,
    healthy: status.healthy,
    handlerBlocked: status.handlerBlocked,
    lost: false,
    hostname: status.hostname,
  };
}

function rivalWords(host: string): string {
  return `Another agent with this id, on ${host === '' ? 'another host' : host}, is refused: give it an id of its own.`;
}

function wantsSync(row: AgentRow, status: AgentStatus, now: AgentCircumstances): boolean {
  if (status.synced || status.lane === null || status.handlerBlocked) return false;
  const answered = row.syncBootId === status.bootId && row.syncRegistration === status.registration;
  return !answered || now.answeredMsAgo === null || now.answeredMsAgo >= now.answerAgainAfterMs;
}

/**
 * Folds the newest status of one boot of an agent into what is known.
 *
 * A new boot on the same engine takes over from the one before, whose later words change nothing. A boot on another
 * engine is refused while the one that has the id is still heard.
 *
 * @param row - null: the agent was never heard before
 */
export function foldAgentStatus(row: AgentRow | null, status: AgentStatus, now: AgentCircumstances): AgentFold {
  if (row === null) {
    const fresh = folded(null, status, [], now.rivalHost);
    return {
      kind: 'folded',
      row: fresh,
      appeared: true,
      tookOver: false,
      engineReplaced: false,
      wantsSync: wantsSync(fresh, status, now),
    };
  }
  const engineReplaced = status.engineId !== '' && row.engineId !== '' && status.engineId !== row.engineId;
  if (status.bootId === row.bootId) {
    if (status.sequence <= row.sequence) return { kind: 'ignored', why: 'a newer status of this boot is known' };
    const next = folded(row, status, row.supersededBoots, now.rivalHost);
    return {
      kind: 'folded',
      row: next,
      appeared: false,
      tookOver: false,
      engineReplaced,
      wantsSync: wantsSync(row, status, now),
    };
  }
  if (row.supersededBoots.includes(status.bootId)) {
    return {
      kind: 'refused',
      why: `a later start of ${row.id} on the same engine has taken over`,
      anotherEngine: false,
    };
  }
  if (engineReplaced && now.silentMs < now.takenAfterMs) {
    const where = row.hostname === '' ? 'another host' : row.hostname;
    return {
      kind: 'refused',
      why: `the agent id ${row.id} is in use on ${where}, heard ${(now.silentMs / 1000).toFixed(0)} s ago: give this agent another id`,
      anotherEngine: true,
    };
  }
  const superseded = [...row.supersededBoots, row.bootId].slice(-SUPERSEDED_KEPT);
  const next = folded(row, status, superseded, now.rivalHost);
  return {
    kind: 'folded',
    row: next,
    appeared: false,
    tookOver: true,
    engineReplaced,
    wantsSync: wantsSync(row, status, now),
  };
}
