import type { AgentSummary } from '@longshore/schemas';
import Link from 'next/link';
import { agentHref } from '../agent-columns.tsx';
import { AgentState } from '../agent-state.tsx';
import classes from './map.module.css';

/** Agents by name, each with how it stands. */
export function AgentLinks({ agents, wide = false }: { agents: readonly AgentSummary[]; wide?: boolean }) {
  return (
    <ul className={wide ? `${classes.agents} ${classes.others}` : classes.agents}>
      {agents.map((agent) => (
        <li key={agent.id}>
          <Link href={agentHref(agent)}>
            {agent.id}
            <AgentState agent={agent} />
          </Link>
        </li>
      ))}
    </ul>
  );
}
