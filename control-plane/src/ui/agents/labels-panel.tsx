'use client';
import type { AgentDetail, LabelChanges } from '@longshore/schemas';
import { formatCount } from '@longshore/schemas/words';
import { Button, Group, Modal, Textarea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { May } from '../parts/may.tsx';
import { Panel } from '../parts/panel.tsx';
import classes from './agents.module.css';
import { useAgentWish } from './change-agent.ts';
import { readLabelText, textOfLabels } from './label-text.ts';

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
        <Button variant="default" size="xs" mt="sm" onClick={open}>
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

function LabelsDialog({ agent, onClose }: { agent: AgentDetail; onClose: () => void }) {
  const [text, setText] = useState(() => textOfLabels(agent.labels));
  const [left, setLeft] = useState(false);
  const wish = useAgentWish(agent.id, 'Labels not changed', onClose);
  const reading = readLabelText(text, agent.labels);
  const set = (labels: LabelChanges | null) => wish.mutate({ kind: 'change', change: { labels } });
  return (
    <Modal
      opened
      onClose={onClose}
      title={`Labels of ${agent.id}`}
      centered
      transitionProps={{ duration: 100 }}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Textarea
        label="One name=value a line"
        description="Placement goes by them at once; what runs stays where it is. They stay over restarts of the agent, and lie over those set on its host."
        autosize
        minRows={4}
        maxRows={14}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onBlur={() => setLeft(true)}
        error={left && !reading.ok ? reading.error : undefined}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: '0.8125rem' } }}
        data-autofocus
      />
      <Group justify="space-between" gap="xs" mt="md">
        <Button variant="subtle" disabled={Object.keys(agent.labelOverrides).length === 0} onClick={() => set(null)}>
          As on its host
        </Button>
        <Group gap="xs">
          <Button variant="default" onClick={onClose}>
            Keep as they are
          </Button>
          <Button
            loading={wish.isPending}
            disabled={reading.ok && Object.keys(reading.changes).length === 0}
            onClick={() => {
              setLeft(true);
              if (reading.ok) set(reading.changes);
            }}
          >
            Set labels
          </Button>
        </Group>
      </Group>
    </Modal>
  );
}
