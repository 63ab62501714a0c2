import { type AgentDetail, agentDetailSchema, type DrainAgentBody, type PatchAgentBody } from '@longshore/schemas';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { problemOf } from '../api/api-problem.ts';
import { request } from '../api/request.ts';

/** Something that an operator wants of an agent. */
export type AgentWish = { kind: 'change'; change: PatchAgentBody } | { kind: 'drain'; wish: DrainAgentBody };

function ask(id: string, wish: AgentWish): Promise<AgentDetail> {
  const path = `/agents/${encodeURIComponent(id)}`;
  return wish.kind === 'change'
    ? request(path, agentDetailSchema, { method: 'PATCH', body: wish.change })
    : request(`${path}/drain`, agentDetailSchema, { method: 'POST', body: wish.wish });
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
    onError: (error) => {
      const problem = problemOf(error);
      notifications.show({ color: 'red', title: refused, message: `${problem.detail} ${problem.advice ?? ''}` });
    },
  });
}
