import { AGENT_STATES, type AgentSummary, type Overview, type Webhook, type WorkQueue } from '@longshore/schemas';
import { plural } from '@longshore/schemas/words';

/** Something that somebody should look at, and where. */
export interface Attention {
  href: string;
  /** The link. */
  words: string;
  /** Why, in a few words; empty: the words say it. */
  why: string;
}

/** What the API says of everything; what one may not see, or is not known, is undefined. */
export interface AttentionParts {
  overview: Pick<Overview, 'agents' | 'waiting'>;
  agents?: readonly Pick<AgentSummary, 'id' | 'state'>[] | undefined;
  queues?: readonly Pick<WorkQueue, 'type' | 'failed' | 'trouble'>[] | undefined;
  webhooks?: readonly Pick<Webhook, 'id' | 'name' | 'state' | 'pausedBecause' | 'lastDelivery'>[] | undefined;
}

/** Of one kind so many are named; the others are behind a link to all of them. */
const NAMED_MOST = 3;

/** What needs a look, the most pressing first; empty: all is well. */
export function attention(parts: AttentionParts): Attention[] {
  return [...agentsInTrouble(parts), ...jobsThatFitNowhere(parts), ...deadLetters(parts), ...webhooksGivenUp(parts)];
}

function agentsInTrouble({ overview, agents = [] }: AttentionParts): Attention[] {
  const troubled = agents
    .filter(({ state }) => state !== 'READY' && state !== 'REGISTERING')
    .map(({ id, state }) => ({ href: `/agents/${encodeURIComponent(id)}`, words: id, why: AGENT_STATES[state].word }));
  // The overview counts them all, the list may be shorter, or a moment older.
  const count = Math.max(overview.agents.attention, troubled.length);
  return named(troubled, count, (others) => ({
    href: '/agents',
    words: troubled.length === 0 ? plural(others, 'agent') : plural(others, 'more agent'),
    why: others === 1 ? 'needs a look' : 'need a look',
  }));
}

function jobsThatFitNowhere({ overview: { waiting } }: AttentionParts): Attention[] {
  const stuck = waiting
    .filter(({ waitsFor }) => fitsNowhere(waitsFor))
    .map(({ jobId, name }) => ({ href: `/jobs/${jobId}?tab=placement`, words: name, why: 'fits no agent' }));
  return named(stuck, stuck.length, (others) => ({
    href: '/jobs/queue',
    words: plural(others, 'more job'),
    why: others === 1 ? 'fits no agent' : 'fit no agent',
  }));
}

/**
 * Whether nothing that passes by itself would let it be placed: who only waits for room says so in these words
 * (placement/explain-choice.ts), and everything else says what no agent has.
 */
export function fitsNowhere(waitsFor: string): boolean {
  return !waitsFor.startsWith('Waits for ');
}

function deadLetters({ queues = [] }: AttentionParts): Attention[] {
  const count = queues.reduce((sum, { failed }) => sum + failed, 0);
  const troubled = queues.flatMap(({ type, trouble }) =>
    trouble === null
      ? []
      : [{ href: `/jobs/${trouble.jobId}`, words: `A worker of ${type}`, why: 'failed within the hour' }],
  );
  return [
    ...troubled,
    ...(count === 0
      ? []
      : [
          {
            href: '/work/dead',
            words: plural(count, 'dead letter'),
            why: count === 1 ? 'waits for somebody' : 'wait for somebody',
          },
        ]),
  ];
}

function webhooksGivenUp({ webhooks = [] }: AttentionParts): Attention[] {
  const silent = webhooks.flatMap(({ id, name, state, pausedBecause, lastDelivery }): Attention[] => {
    const at = { href: `/webhooks/${id}`, words: `Webhook ${name}` };
    if (state === 'GONE') return [{ ...at, why: 'has a receiver that is gone' }];
    if (state === 'UNREADABLE') return [{ ...at, why: 'has a secret that nobody can read' }];
    if (pausedBecause !== null) return [{ ...at, why: 'was paused' }];
    return lastDelivery?.state === 'FAILED' ? [{ ...at, why: 'gave its last delivery up' }] : [];
  });
  return named(silent, silent.length, (others) => ({
    href: '/webhooks',
    words: plural(others, 'more webhook'),
    why: '',
  }));
}

/** The first few, and where the others are. */
function named(all: readonly Attention[], count: number, others: (count: number) => Attention): Attention[] {
  const first = all.slice(0, NAMED_MOST);
  return count > first.length ? [...first, others(count - first.length)] : first;
}
