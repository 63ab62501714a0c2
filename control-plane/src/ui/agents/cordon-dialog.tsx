'use client';
import type { AgentDetail } from '@longshore/schemas';
import { plural } from '@longshore/schemas/words';
import { Button, Group, Modal } from '@mantine/core';
import { useAgentWish } from './change-agent.ts';

/** Says what a cordon will do, before it is asked for. */
export function CordonDialog({ agent, opened, onClose }: { agent: AgentDetail; opened: boolean; onClose: () => void }) {
  const wish = useAgentWish(agent.id, 'Not cordoned', onClose);
  const running = agent.runningContainers;
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={`Cordon ${agent.id}?`}
      centered
      transitionProps={{ duration: 100 }}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <p style={{ margin: '0 0 8px' }}>
        Nothing new is placed there until it is opened again.{' '}
        {running === 0
          ? 'Nothing runs there now.'
          : `${plural(running, 'container')} there ${running === 1 ? 'runs' : 'run'} on.`}
      </p>
      <p style={{ margin: '0 0 16px', color: 'var(--ls-text-2)' }}>To move away what runs there as well, drain it.</p>
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose} data-autofocus>
          Leave it open
        </Button>
        <Button loading={wish.isPending} onClick={() => wish.mutate({ kind: 'change', change: { cordoned: true } })}>
          Cordon
        </Button>
      </Group>
    </Modal>
  );
}
