import type { AgentDetail, DrainAgentBody, PatchAgentBody } from '@longshore/schemas';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { request } from '../api/request.ts';
import { notifyFailure } from '../parts/notify-failure.ts';

/** Something that an operator wants of an agent. */
export type AgentWish = { kind: 'change'; change: PatchAgentBody } | { kind: 'drain'; wish: DrainAgentBody };

function ask(id: string, wish: AgentWish): Promise<AgentDetail> {
  const path = `/agents/${encodeURIComponent(id)}` as const;
  return wish.kind === 'change'
    ? request(path, { method: 'PATCH', body: wish.change })
    : request(`${path}/drain`, { method: 'POST', body: wish.wish });
}

/** Tells the control plane that the host of a silent agent is dead for good. */
export async function confirmDead(id: string): Promise<void> {
  await request(`/agents/${encodeURIComponent(id)}/confirm-dead`, { method: 'POST' });
}

/**
 * Asks for a change of an agent. What the control plane answers is shown at once; a refusal is said in its words.
 *
 * @param refused - what did not happen, such as "Not drained"
 */
export function useAgentWish(id: string, refused: string, onDone: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (wish: AgentWish) => ask(id, wish),
    onSuccess: async (agent) => {
      client.setQueryData(['agents', 'one', id], agent);
      onDone();
      await client.invalidateQueries({ queryKey: ['agents', 'list'] });
    },
    onError: notifyFailure(refused),
  });
}
