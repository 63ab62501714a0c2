import { agentEntry, type OutboxEntry } from '../instruction.ts';

/** What an operator wants of an agent as a whole. */
export interface WantedConfiguration {
  id: string;
  /** In force: the agent's own with the operator's laid over them. */
  labels: Record<string, string>;
  cordoned: boolean;
}

/** The outbox entry that tells an agent how it is configured. */
export function configureEntry({ id, labels, cordoned }: WantedConfiguration): OutboxEntry {
  return agentEntry(id, { type: 'Configure', labels, cordoned, settings: {} });
}
