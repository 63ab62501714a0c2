/** Health intervals that an agent may miss before it is shown as silent. */
const INTERVALS_UNTIL_SILENT = 3;
const SILENT_AT_LEAST_MS = 3_000;
/** Agents whose last words are this many health intervals apart may have fallen silent at once: they speak in turn. */
const INTERVALS_OF_ONE_MOMENT = 2;

/** An agent as far as silence goes. */
export interface WatchedAgent {
  id: string;
  silentMs: number;
  healthIntervalMs: number;
  /** Whether it was given up before and not heard since. */
  lost: boolean;
  shownSilent: boolean;
  /** An operator says that its host is dead. */
  deadConfirmed: boolean;
}

export interface SilenceJudgement {
  /** To be shown as silent from now on: nothing is placed there. */
  silent: string[];
  /** Silent for so long that their attempts are flagged as unreachable. */
  unreachable: string[];
  /** To be given up now. */
  lost: string[];
  /** Why nobody is given up although it is time, in a sentence. */
  hold: string | null;
}

/**
 * Judges who has been silent for too long. When more than half of the agents that were not given up before have fallen
 * silent at once, it is rather the network, the brokers or this process: nobody is given up, and the judgement says so. Who
 * will be due a moment later counts too, or the first would be given up before the others are looked at. What an
 * operator confirmed dead is given up whatever the others do.
 *
 * @param lostAfterMs - silence after which an agent is given up
 */
export function judgeSilence(agents: readonly WatchedAgent[], lostAfterMs: number): SilenceJudgement {
  const silent = agents
    .filter((agent) => !agent.shownSilent)
    .filter((agent) => agent.silentMs > silentFromMs(agent))
    .map((agent) => agent.id);
  const watched = agents.filter((agent) => !agent.lost);
  const fallen = watched.filter((agent) => agent.silentMs >= lostAfterMs);
  const confirmed = watched.filter(
    (agent) => agent.deadConfirmed && (agent.shownSilent || agent.silentMs >= lostAfterMs),
  );
  const falling = watched.filter((agent) => agent.silentMs >= fallingFromMs(agent, lostAfterMs));
  const together = falling.length > watched.length / 2;
  const hold = together && fallen.some((agent) => !agent.deadConfirmed);
  const lost = hold ? confirmed : [...new Set([...fallen, ...confirmed])];
  return {
    silent,
    unreachable: fallen.map((agent) => agent.id),
    lost: lost.map((agent) => agent.id),
    hold: hold
      ? `${falling.length} of ${watched.length} ${watched.length === 1 ? 'agent has' : 'agents have'} fallen silent together: nothing is given up until some are heard again or confirmed dead`
      : null,
  };
}

function silentFromMs({ healthIntervalMs }: WatchedAgent): number {
  return Math.max(SILENT_AT_LEAST_MS, INTERVALS_UNTIL_SILENT * healthIntervalMs);
}

/** Silence after which an agent counts among those that fall together, which is never before it is shown as silent. */
function fallingFromMs(agent: WatchedAgent, lostAfterMs: number): number {
  const momentBefore = lostAfterMs - INTERVALS_OF_ONE_MOMENT * agent.healthIntervalMs;
  return Math.min(lostAfterMs, Math.max(silentFromMs(agent), momentBefore));
}
