'use client';
import type { AgentDetail, DrainAgentBody } from '@longshore/schemas';
import { plural } from '@longshore/schemas/words';
import { Button, Group, Modal, Radio, Select } from '@mantine/core';
import { useState } from 'react';
import classes from './agents.module.css';
import { useAgentWish } from './change-agent.ts';

const minute = 60_000;
const NEVER = 'never';
const DEADLINES = [
  { value: '0', label: 'not at all' },
  { value: String(minute), label: '1 minute' },
  { value: String(10 * minute), label: '10 minutes' },
  { value: String(60 * minute), label: '1 hour' },
  { value: String(24 * 60 * minute), label: '1 day' },
  { value: NEVER, label: 'as long as it takes' },
];

/** Asks how an agent is to be emptied, and says what will happen to what. */
export function DrainDialog({ agent, onClose }: { agent: AgentDetail; onClose: () => void }) {
  const [deadline, setDeadline] = useState(String(10 * minute));
  const [whenDeadline, setWhenDeadline] = useState<DrainAgentBody['whenDeadline']>('stop');
  const wish = useAgentWish(agent.id, 'Not drained', onClose);
  const running = agent.runningContainers;
  const deadlineMs = deadline === NEVER ? null : Number(deadline);
  return (
    <Modal
      opened
      onClose={onClose}
      title={`Drain ${agent.id}?`}
      centered
      transitionProps={{ duration: 100 }}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <p style={{ margin: 0 }}>
        It is cordoned, and what has not started there goes elsewhere at once.{' '}
        {running === 0
          ? 'Nothing runs there now.'
          : `${plural(running, 'container')} that ${running === 1 ? 'runs is' : 'run are'} waited for.`}
      </p>
      <div className={classes.choices}>
        <Select
          label="What runs is waited for"
          data={DEADLINES}
          value={deadline}
          allowDeselect={false}
          onChange={(value) => setDeadline(value ?? deadline)}
        />
        {deadlineMs === null ? null : (
          <Radio.Group
            label="What still runs then"
            value={whenDeadline}
            onChange={(value) => setWhenDeadline(value === 'leave' ? 'leave' : 'stop')}
          >
            <div style={{ display: 'grid', gap: 8, marginTop: 6 }}>
              <Radio
                value="stop"
                label="is stopped and started elsewhere"
                description="SIGTERM, then SIGKILL after the job’s grace. It begins anew; this does not count as a try."
              />
              <Radio value="leave" label="is left to run to its end" />
            </div>
          </Radio.Group>
        )}
      </div>
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose} data-autofocus>
          Keep its work
        </Button>
        <Button
          color={deadlineMs !== null && whenDeadline === 'stop' && running > 0 ? 'red.8' : undefined}
          loading={wish.isPending}
          onClick={() => wish.mutate({ kind: 'drain', wish: { deadlineMs, whenDeadline } })}
        >
          Drain
        </Button>
      </Group>
    </Modal>
  );
}
