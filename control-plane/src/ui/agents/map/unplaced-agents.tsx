import type { AgentSummary } from '@longshore/schemas';
import { formatCount } from '@longshore/schemas/words';
import { CommandLine } from '../../parts/command-line.tsx';
import { Panel } from '../../parts/panel.tsx';
import { AgentLinks } from './agent-links.tsx';
import classes from './map.module.css';

/** The agents that the map cannot show, and what would put them on it. */
export function UnplacedAgents({ agents }: { agents: readonly AgentSummary[] }) {
  return (
    <Panel title="Not on the map" aside={formatCount(agents.length)}>
      <AgentLinks agents={agents} wide />
      <div className={classes.how}>
        <p>
          An agent is on the map when its host says where it is: latitude, longitude and a name for the place. Set it in
          the agent’s environment, or as agent_location in its file, and start the agent again; what runs there runs on.
        </p>
        <CommandLine command="LONGSHORE_AGENT_LOCATION=52.52,13.40,Berlin" />
      </div>
    </Panel>
  );
}
