'use client';
import { Modal, Tabs } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { installationQuery } from '../api/queries.ts';
import { CommandLine } from '../parts/command-line.tsx';
import { Note } from '../parts/note.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import classes from './agents.module.css';
import { installCommands } from './install-commands.ts';

/** The ways to have an agent on another host, with this control plane's addresses filled in. */
export function AddAgentDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title="Add an agent"
      size="lg"
      centered
      transitionProps={{ duration: 100 }}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Ways />
    </Modal>
  );
}

function Ways() {
  const { data, error, refetch } = useQuery(installationQuery());
  if (data === undefined) {
    return error === null ? <Skeleton height={160} /> : <ProblemNote error={error} retry={() => void refetch()} />;
  }
  return (
    <div className={classes.ways}>
      <p className={classes.hint}>
        Run one of these on the host whose Docker Engine is to take work. The agent stands in the list within seconds;
        where it does not, <code>longshore-agent check</code> says what the host lacks.
      </p>
      {data.loopback.length === 0 ? null : (
        <Note tone="look" icon={<IconAlertTriangle size={18} />} title="Other hosts cannot reach these addresses">
          {data.loopback.join(', ')} {data.loopback.length === 1 ? 'is' : 'are'} this machine’s own. Have Kafka and
          registry listen where the host reaches them, and name that to the control plane by
          LONGSHORE_AGENT_BOOTSTRAP_SERVERS and LONGSHORE_AGENT_REGISTRY_URL.
        </Note>
      )}
      <Tabs defaultValue="package">
        <Tabs.List>
          {installCommands(data).map(({ id, name }) => (
            <Tabs.Tab key={id} value={id}>
              {name}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {installCommands(data).map(({ id, words, command }) => (
          <Tabs.Panel key={id} value={id} pt="sm">
            <p className={classes.hint}>{words}</p>
            <CommandLine command={command} />
          </Tabs.Panel>
        ))}
      </Tabs>
    </div>
  );
}
