'use client';
import { AGENT_STATES } from '@longshore/schemas';
import { plural } from '@longshore/schemas/words';
import { Popover } from '@mantine/core';
import Link from 'next/link';
import { hint } from '../../parts/hint/hint.ts';
import { StateIcon } from '../../state/state-icon.tsx';
import { agentHref } from '../agent-columns.tsx';
import { AgentLinks } from './agent-links.tsx';
import { healthWords, worstState } from './health.ts';
import classes from './map.module.css';
import { type PlacedAgent, placeWords } from './places.ts';

/** One agent on the map: a link to it. */
export function AgentMark({ agent }: { agent: PlacedAgent }) {
  const { word, tone, icon } = AGENT_STATES[agent.state];
  const place = placeWords(agent.location);
  const state = agent.cordoned ? `${word.toLowerCase()}, cordoned` : word.toLowerCase();
  return (
    <>
      <Link
        href={agentHref(agent)}
        className={classes.pin}
        data-tone={tone}
        aria-label={`${agent.id}: ${state}, ${place}`}
        {...hint(`${state}, ${place} · ${plural(agent.runningContainers, 'container')}`)}
      >
        <StateIcon icon={icon} size={16} />
      </Link>
      <span className={classes.name} aria-hidden>
        {agent.id}
      </span>
    </>
  );
}

/** Several agents at one place, or so close that they would stand on one another: how many, and on a click who. */
export function AgentsMark({ agents }: { agents: readonly PlacedAgent[] }) {
  const { tone, icon } = AGENT_STATES[worstState(agents)];
  const places = [...new Set(agents.map(({ location }) => placeWords(location)))];
  const [place = ''] = places;
  const where = places.length === 1 ? place : plural(places.length, 'place');
  return (
    <>
      <Popover position="top" withArrow shadow="md" transitionProps={{ duration: 100 }} trapFocus>
        <Popover.Target>
          <button
            type="button"
            className={classes.pin}
            data-tone={tone}
            data-compact
            aria-label={`${plural(agents.length, 'agent')} at ${where}: ${healthWords(agents)}`}
          >
            <StateIcon icon={icon} size={16} />
            {agents.length}
          </button>
        </Popover.Target>
        <Popover.Dropdown p="xs" aria-label={`Agents at ${where}`}>
          <p className={classes.place}>{places.join(', ')}</p>
          <AgentLinks agents={agents} />
        </Popover.Dropdown>
      </Popover>
      <span className={classes.name} aria-hidden>
        {where}
      </span>
    </>
  );
}
