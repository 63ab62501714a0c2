import type { AgentStatus } from '@longshore/schemas';
import type { Decision } from '../dispatcher/deciding-transaction.ts';
import { agentEntry } from '../dispatcher/instruction.ts';
import type { AgentRow } from './agent-facts.ts';
import { type AgentMemory, type AgentPatience, INTERVALS_UNTIL_TAKEN } from './agent-memory.ts';
import { applyInventory } from './apply-inventory.ts';
import { foldAgentStatus } from './decide/fold-agent-status.ts';
import { type WrittenAgent, writeAgents } from './write-agents.ts';
import { writeSyncs } from './write-syncs.ts';

/** A refusal is said again at most this often. */
const REFUSE_AGAIN_AFTER_MS = 10_000;
/** One that is refused asks again every half a minute: it is spoken of until it has missed some of these. */
const RIVAL_REMEMBERED_MS = 100_000;

const READ = `
SELECT id, engine_id AS "engineId", boot_id AS "bootId", superseded_boots AS "supersededBoots", registration, synced,
       sequence, sync_boot_id AS "syncBootId", sync_registration AS "syncRegistration", lane, state,
       state_detail AS "stateDetail", healthy, handler_blocked AS "handlerBlocked", lost,
       coalesce(status->>'hostname', '') AS hostname
FROM agent WHERE id = ANY($1::text[]) ORDER BY id FOR UPDATE`;

/** Only the newest status of each boot counts; in the order in which those came. */
function newestOfEachBoot(statuses: readonly AgentStatus[]): AgentStatus[] {
  const newest = new Map<string, AgentStatus>();
  for (const status of statuses) {
    const boot = `${status.agentId}\n${status.bootId}`;
    const known = newest.get(boot);
    if (known !== undefined && known.sequence >= status.sequence) continue;
    newest.delete(boot);
    newest.set(boot, status);
  }
  return [...newest.values()];
}

function refuse(decision: Decision, status: AgentStatus, why: string, memory: AgentMemory, nowMs: number): void {
  const key = `refuse ${status.agentId} ${status.bootId}`;
  const last = memory.answeredAt.get(key);
  if (last !== undefined && nowMs - last.atMs < REFUSE_AGAIN_AFTER_MS) return;
  memory.answeredAt.set(key, { word: why, atMs: nowMs });
  decision.outbox.push(agentEntry(status.agentId, { type: 'Refuse', bootId: status.bootId, reason: why }));
  decision.audit.push({
    actor: `agent:${status.agentId}`,
    action: 'AgentRefused',
    subjectType: 'agent',
    subjectId: status.agentId,
    detail: { why, bootId: status.bootId, engineId: status.engineId, hostname: status.hostname },
    uniqueKey: `refused:${status.agentId}:${status.bootId}`,
  });
}

/** Folds agents' words on themselves: who they are, what they hold, and what they are to be told because of it. */
export async function foldAgentStatuses(
  decision: Decision,
  statuses: readonly AgentStatus[],
  memory: AgentMemory,
  patience: AgentPatience,
): Promise<void> {
  const newest = newestOfEachBoot(statuses);
  if (newest.length === 0) return;
  const ids = [...new Set(newest.map((status) => status.agentId))];
  const { rows } = await decision.client.query<AgentRow>(READ, [ids]);
  const known = new Map(rows.map((row) => [row.id, row]));
  const before = new Map(known);
  const written = new Map<string, WrittenAgent>();
  const syncs: AgentStatus[] = [];
  for (const status of newest) {
    const registration = `${status.bootId} ${status.registration}`;
    const answered = memory.answeredAt.get(status.agentId);
    const rival = memory.rivals.get(status.agentId);
    const fold = foldAgentStatus(known.get(status.agentId) ?? null, status, {
      silentMs: memory.silence.of(status.agentId),
      takenAfterMs: INTERVALS_UNTIL_TAKEN * status.healthIntervalMs,
      answeredMsAgo: answered?.word === registration ? patience.nowMs - answered.atMs : null,
      answerAgainAfterMs: patience.syncAgainAfterMs,
      rivalHost: rival !== undefined && patience.nowMs - rival.atMs < RIVAL_REMEMBERED_MS ? rival.hostname : null,
    });
    if (fold.kind === 'ignored') continue;
    if (fold.kind === 'refused') {
      if (fold.anotherEngine) memory.rivals.set(status.agentId, { hostname: status.hostname, atMs: patience.nowMs });
      refuse(decision, status, fold.why, memory, patience.nowMs);
      continue;
    }
    memory.silence.heard(status.agentId);
    known.set(status.agentId, fold.row);
    if (fold.appeared || fold.tookOver) {
      decision.audit.push({
        actor: `agent:${status.agentId}`,
        action: fold.appeared ? 'AgentAppeared' : 'AgentRestarted',
        subjectType: 'agent',
        subjectId: status.agentId,
        detail: { bootId: status.bootId, engineId: status.engineId, hostname: status.hostname },
      });
    }
    if (fold.engineReplaced) {
      decision.audit.push({
        actor: `agent:${status.agentId}`,
        action: 'AgentEngineReplaced',
        subjectType: 'agent',
        subjectId: status.agentId,
        detail: { before: before.get(status.agentId)?.engineId, after: status.engineId, hostname: status.hostname },
      });
    }
    if (fold.wantsSync) {
      syncs.push(status);
      memory.answeredAt.set(status.agentId, { word: registration, atMs: patience.nowMs });
      known.set(status.agentId, { ...fold.row, syncBootId: status.bootId, syncRegistration: status.registration });
    }
    written.set(status.agentId, { row: known.get(status.agentId) ?? fold.row, status });
  }
  await writeAgents(decision, [...written.values()]);
  await applyInventory(
    decision,
    [...written.values()].map(({ status }) => status),
    memory,
    patience,
  );
  await writeSyncs(decision, syncs);
  // An agent that became ready may take what waits.
  for (const { row } of written.values()) {
    if (row.state === 'READY' && before.get(row.id)?.state !== 'READY') decision.notify.add('work');
  }
}
