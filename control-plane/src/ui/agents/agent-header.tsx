'use client';
import type { AgentDetail } from '@longshore/schemas';
import { useDisclosure } from '@mantine/hooks';
import { IconBan, IconDoorEnter, IconDroplet, IconPlugX } from '@tabler/icons-react';
import { Button } from '../parts/button/button.tsx';
import { late } from '../parts/late.tsx';
import { lateDialog } from '../parts/late-dialog.tsx';
import { May } from '../parts/may.tsx';
import { AgentState } from './agent-state.tsx';
import classes from './agents.module.css';
import { useAgentWish } from './change-agent.ts';

// For whoever acts.
const CordonDialog = lateDialog(async () => (await import('./cordon-dialog.tsx')).CordonDialog);
const DeadDialog = late(async () => (await import('./dead-dialog.tsx')).DeadDialog);
const DrainDialog = late(async () => (await import('./drain-dialog.tsx')).DrainDialog);

/** Name, state, and what an operator does to a host: close it to new work, empty it, open it again. */
export function AgentHeader({ agent }: { agent: AgentDetail }) {
  const [cordoning, cordonDialog] = useDisclosure(false);
  const [draining, drainDialog] = useDisclosure(false);
  const open = useAgentWish(agent.id, 'Not opened', () => undefined);
  const [confirming, deadDialog] = useDisclosure(false);
  const isDraining = agent.drain !== null && agent.drain.state !== 'DRAINED';
  return (
    <header className={classes.title}>
      <h1>{agent.id}</h1>
      <AgentState agent={agent} look="pill" />
      <div className={classes.acts}>
        {agent.state === 'SILENT' && !agent.deadConfirmed ? (
          <May permission="agents:write">
            <Button variant="default" leftSection={<IconPlugX size={16} aria-hidden />} onClick={deadDialog.open}>
              Confirm dead
            </Button>
          </May>
        ) : null}
        {agent.cordoned ? (
          <May permission="agents:write">
            <Button
              variant="default"
              leftSection={<IconDoorEnter size={16} aria-hidden />}
              loading={open.isPending}
              onClick={() => open.mutate({ kind: 'change', change: { cordoned: false } })}
            >
              {isDraining ? 'Call off and open' : 'Open'}
            </Button>
          </May>
        ) : (
          <May permission="agents:write">
            <Button variant="default" leftSection={<IconBan size={16} aria-hidden />} onClick={cordonDialog.open}>
              Cordon
            </Button>
          </May>
        )}
        <May permission="agents:write">
          <Button variant="default" leftSection={<IconDroplet size={16} aria-hidden />} onClick={drainDialog.open}>
            {isDraining ? 'Change drain' : 'Drain'}
          </Button>
        </May>
      </div>
      <CordonDialog agent={agent} opened={cordoning} onClose={cordonDialog.close} />
      {confirming ? <DeadDialog agent={agent} onClose={deadDialog.close} /> : null}
      {draining ? <DrainDialog agent={agent} onClose={drainDialog.close} /> : null}
    </header>
  );
}
