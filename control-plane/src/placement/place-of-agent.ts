import { AGENT_STATES, type AgentState } from '@longshore/schemas';
import type { Place } from './place.ts';

/** An agent as the database holds it, with what is reserved on it. */
export interface AgentFacts {
  id: string;
  state: AgentState;
  synced: boolean;
  healthy: boolean;
  handlerBlocked: boolean;
  cordoned: boolean;
  labels: Readonly<Record<string, string>>;
  platform: string;
  capacityCpuMillis: number;
  capacityMemoryBytes: number;
  capacitySlots: number;
  reservedCpuMillis: number;
  reservedMemoryBytes: number;
  reservedSlots: number;
  images: readonly string[];
  averageRunMs: number;
  latitude: number | null;
  longitude: number | null;
}

function unfit(agent: AgentFacts): Place['unfit'] {
  if (agent.state === 'REGISTERING' || !agent.synced) {
    return { filter: 'sync', words: AGENT_STATES.REGISTERING.word.toLowerCase() };
  }
  if (agent.state === 'READY') return null;
  return { filter: 'health', words: AGENT_STATES[agent.state].word.toLowerCase() };
}

/** An agent as a place for work. */
export function placeOfAgent(agent: AgentFacts): Place {
  const { latitude, longitude } = agent;
  return {
    id: agent.id,
    unfit: unfit(agent),
    cordoned: agent.cordoned,
    labels: agent.labels,
    platform: agent.platform,
    capacity: {
      cpuMillis: agent.capacityCpuMillis,
      memoryBytes: agent.capacityMemoryBytes,
      slots: agent.capacitySlots,
    },
    reserved: {
      cpuMillis: agent.reservedCpuMillis,
      memoryBytes: agent.reservedMemoryBytes,
      slots: agent.reservedSlots,
    },
    specialties: new Set(agent.images),
    averageDurationMs: agent.averageRunMs,
    location: latitude === null || longitude === null ? null : { latitude, longitude },
  };
}
