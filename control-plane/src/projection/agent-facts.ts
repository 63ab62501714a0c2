import type { AgentState } from '@longshore/schemas';

/** An agent as it is known before a status is folded into it. */
export interface AgentRow {
  readonly id: string;
  readonly engineId: string;
  readonly bootId: string;
  readonly supersededBoots: readonly string[];
  readonly registration: number;
  readonly synced: boolean;
  readonly sequence: number;
  readonly syncBootId: string | null;
  readonly syncRegistration: number | null;
  readonly lane: number | null;
  readonly state: AgentState;
  readonly stateDetail: string;
  readonly healthy: boolean;
  readonly handlerBlocked: boolean;
  readonly lost: boolean;
  readonly hostname: string;
}

/** An attempt whose container an agent may hold. */
export interface HeldAttempt {
  readonly id: string;
  readonly agentId: string;
  readonly desired: 'RUN' | 'STOP' | 'REMOVE';
  readonly generation: number;
  readonly ended: boolean;
  readonly reserved: boolean;
  readonly unreachable: boolean;
}
