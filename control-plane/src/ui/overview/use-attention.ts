'use client';
import type { Overview } from '@longshore/schemas';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { agentsQuery } from '../api/queries.ts';
import { webhooksQuery } from '../api/webhook-queries.ts';
import { workQueuesQuery } from '../api/work-queries.ts';
import { maySee } from '../session/may-do.ts';
import { useSession } from '../session/use-session.ts';
import { type Attention, attention } from './attention.ts';

/** What needs a look; undefined while it is not known yet, as of what cannot be asked just now it never is. */
export function useAttention(overview: Overview | undefined): Attention[] | undefined {
  const session = useSession();
  const agents = useQuery(agentsQuery());
  const queues = useQuery(workQueuesQuery());
  const seesWebhooks = session !== undefined && maySee(session, 'webhooks:read');
  const webhooks = useQuery({ ...webhooksQuery(), enabled: seesWebhooks });
  const asked = [agents, queues, ...(seesWebhooks ? [webhooks] : [])];
  if (overview === undefined || session === undefined || asked.some(isAwaited)) return undefined;
  return attention({
    overview,
    agents: agents.data?.items,
    queues: queues.data?.items,
    webhooks: webhooks.data?.items,
  });
}

/** What has failed once is not waited for: the rest is shown without it. */
function isAwaited({ isPending, failureCount }: UseQueryResult): boolean {
  return isPending && failureCount === 0;
}
