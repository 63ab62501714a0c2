'use client';
import type { AgentDetail, LabelChanges } from '@longshore/schemas';
import { Button, Group, Modal, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useAgentWish } from './change-agent.ts';
import { readLabelText, textOfLabels } from './label-text.ts';

/** Sets the labels of an agent. */
export function LabelsDialog({ agent, onClose }: { agent: AgentDetail; onClose: () => void }) {
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
