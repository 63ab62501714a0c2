'use client';
import type { AgentDetail } from '@longshore/schemas';
import { formatCount } from '@longshore/schemas/words';
import { useDisclosure } from '@mantine/hooks';
import { Button } from '../parts/button/button.tsx';
import { late } from '../parts/late.tsx';
import { May } from '../parts/may.tsx';
import { Panel } from '../parts/panel.tsx';
import classes from './agents.module.css';

// For whoever sets them.
const LabelsDialog = late(async () => (await import('./labels-dialog.tsx')).LabelsDialog);

/** The labels in force, which of them were set here, and a way to set them. */
export function LabelsPanel({ agent }: { agent: AgentDetail }) {
  const [editing, { open, close }] = useDisclosure(false);
  const { labels, labelOverrides } = agent;
  const names = Object.keys(labels).toSorted();
  const gone = Object.keys(labelOverrides).filter((name) => labelOverrides[name] === null);
  return (
    <Panel title="Labels" aside={names.length > 0 ? formatCount(names.length) : undefined}>
      {names.length + gone.length === 0 ? (
        <p className={classes.dim} style={{ margin: 0 }}>
          This agent has no labels. Jobs can ask for the ones that are set here or on its host.
        </p>
      ) : (
        <ul className={classes.tags}>
          {names.map((name) => (
            <li
              key={name}
              className={`${classes.tag} ${labelOverrides[name] === undefined ? '' : classes.set}`}
              title={labelOverrides[name] === undefined ? 'Set on its host' : setHere(agent, name)}
            >
              {name}={labels[name]}
            </li>
          ))}
          {gone.map((name) => (
            <li key={name} className={`${classes.tag} ${classes.set} ${classes.gone}`} title="Taken away here">
              {name}={agent.ownLabels[name]}
            </li>
          ))}
        </ul>
      )}
      <May permission="agents:write">
        <Button variant="default" size="xs" style={{ marginTop: 12 }} onClick={open}>
          Edit labels
        </Button>
      </May>
      {editing ? <LabelsDialog agent={agent} onClose={close} /> : null}
    </Panel>
  );
}

function setHere({ ownLabels }: AgentDetail, name: string): string {
  return ownLabels[name] === undefined ? 'Set here' : `Set here; on its host: ${name}=${ownLabels[name]}`;
}
