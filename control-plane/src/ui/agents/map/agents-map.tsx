'use client';
import type { AgentSummary } from '@longshore/schemas';
import { useElementSize } from '@mantine/hooks';
import { useMemo, useState } from 'react';
import { Segments } from '../../parts/segments.tsx';
import { AgentMark, AgentsMark } from './agent-mark.tsx';
import { clusterPoints } from './cluster-points.ts';
import { drawWorld } from './draw-world.ts';
import classes from './map.module.css';
import { frameAround, WORLD } from './map-frame.ts';
import { splitByLocation } from './places.ts';
import { UnplacedAgents } from './unplaced-agents.tsx';

/** A mark with its name under it is about so large, in pixels. */
const MARK = { x: 72, y: 46 };

/** The fleet on the map of the world: where each agent says that it is, and how it stands. */
export function AgentsMap({ agents }: { agents: readonly AgentSummary[] }) {
  const { ref, width, height } = useElementSize<HTMLDivElement>();
  const [shown, setShown] = useState<'agents' | 'world'>('agents');
  const { placed, others } = useMemo(() => splitByLocation(agents), [agents]);
  // The picture stays as it is while nothing but figures changes.
  const where = JSON.stringify(placed.map(({ location: { latitude, longitude } }) => ({ latitude, longitude })));
  const world = useMemo(
    () =>
      width === 0 || height === 0
        ? null
        : drawWorld(shown === 'world' ? WORLD : frameAround(JSON.parse(where)), width, height),
    [width, height, shown, where],
  );
  const clusters =
    world === null
      ? []
      : clusterPoints(
          placed.map((agent) => ({ item: agent, ...world.pointOf(agent.location) })),
          MARK,
        );
  return (
    <>
      <section ref={ref} className={classes.map} aria-label="Map of agents">
        {world === null ? null : (
          <svg className={classes.world} width={width} height={height} aria-hidden>
            <path className={classes.land} d={world.land} />
            <path className={classes.borders} d={world.borders} />
          </svg>
        )}
        {placed.length === 0 ? <p className={classes.nobody}>No agent says where it is yet.</p> : null}
        <ul className={classes.marks}>
          {clusters.map(({ items, x, y }) => {
            const [first] = items;
            return first === undefined ? null : (
              <li key={first.id} className={classes.mark} style={{ left: x, top: y }}>
                {items.length === 1 ? <AgentMark agent={first} /> : <AgentsMark agents={items} />}
              </li>
            );
          })}
        </ul>
        {placed.length === 0 ? null : (
          <Segments
            small
            className={classes.frames}
            label="What the map shows"
            value={shown}
            onChange={setShown}
            options={[
              { value: 'agents', words: 'Around the agents' },
              { value: 'world', words: 'Whole world' },
            ]}
          />
        )}
      </section>
      {others.length === 0 ? null : <UnplacedAgents agents={others} />}
    </>
  );
}
