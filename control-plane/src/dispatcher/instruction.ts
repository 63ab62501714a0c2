import type { Apply, JobInstruction } from '@longshore/schemas';

/** An instruction on its way into the outbox: the relay adds the epoch under which it publishes. */
export interface OutboxEntry {
  agentId: string;
  jobId: string | null;
  taskId: string | null;
  attemptId: string | null;
  attempt: number | null;
  body: JobInstruction['body'];
}

/** The outbox entry that carries the desired state of one attempt to its agent. The relay adds what is secret. */
export function applyEntry(
  agentId: string,
  apply: Omit<Apply, 'registryCredential' | 'sealedEnvironment'>,
): OutboxEntry {
  return {
    agentId,
    jobId: apply.jobId,
    taskId: apply.taskId,
    attemptId: apply.attemptId,
    attempt: apply.attempt,
    body: { type: 'Apply', ...apply, registryCredential: null, sealedEnvironment: null },
  };
}

/** The outbox entry of an instruction that is about no single attempt. */
export function agentEntry(agentId: string, body: JobInstruction['body']): OutboxEntry {
  return { agentId, jobId: null, taskId: null, attemptId: null, attempt: null, body };
}
