'use client';
import { AGENT_STATES, type AgentSummary, DRAIN_STATES } from '@longshore/schemas';
import { IconBan } from '@tabler/icons-react';
import { hint } from '../parts/hint/hint.ts';
import { StateBadge } from '../state/state-badge.tsx';
import classes from './agents.module.css';

/** The state of an agent with its one sentence on hover, and whether new work is kept away from it. */
export function AgentState({ agent, look = 'plain' }: { agent: AgentSummary; look?: 'plain' | 'pill' }) {
  return (
    <span className={classes.state}>
      <span {...hint(agent.stateDetail)}>
        <StateBadge view={AGENT_STATES[agent.state]} look={look} />
      </span>
      {agent.drain !== null ? (
        <StateBadge view={DRAIN_STATES[agent.drain.state]} look={look} />
      ) : agent.cordoned ? (
        <span className={classes.cordoned}>
          <IconBan size={14} aria-hidden />
          Cordoned
        </span>
      ) : null}
    </span>
  );
}
