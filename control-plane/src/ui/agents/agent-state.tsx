'use client';
import type { AgentSummary } from '@longshore/schemas';
import { Tooltip } from '@mantine/core';
import { StateBadge } from '../state/state-badge.tsx';

/** The state of an agent with its one sentence on hover. */
export function AgentState({ agent, look = 'plain' }: { agent: AgentSummary; look?: 'plain' | 'pill' }) {
  return (
    <Tooltip label={agent.stateDetail} multiline maw={320} disabled={agent.stateDetail === ''}>
      <span>
        <StateBadge of="agent" state={agent.state} look={look} />
      </span>
    </Tooltip>
  );
}
