'use client';
import type { AgentDetail } from '@longshore/schemas';
import { plural } from '@longshore/schemas/words';
import { TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { AskDialog } from '../parts/ask-dialog.tsx';
import { Ago } from '../time/ago.tsx';
import classes from './agents.module.css';
import { confirmDead } from './change-agent.ts';

/** Says what follows from an operator's word that a host is dead, and asks for its name: it cannot be taken back. */
export function DeadDialog({ agent, onClose }: { agent: AgentDetail; onClose: () => void }) {
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState(false);
  const client = useQueryClient();
  const confirm = useMutation({
    mutationFn: () => confirmDead(agent.id),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['agents'] });
      onClose();
    },
  });
  const act = () => {
    if (typed.trim() === agent.id) confirm.mutate();
    else setWrong(true);
  };
  const running = agent.runningContainers;
  return (
    <AskDialog
      title={`Confirm that the host of ${agent.id} is dead?`}
      act="It is dead"
      keep="Wait for it"
      dangerous
      pending={confirm.isPending}
      error={confirm.error}
      onAct={act}
      onClose={onClose}
    >
      <p className={classes['dialog-words']}>
        What is still open there counts as lost and is tried again on other agents, also for jobs that would rather wait
        for it. It was last heard <Ago at={agent.lastHeardAt} />;{' '}
        {running === 0 ? 'no container' : plural(running, 'container')} ran there then.
      </p>
      <p className={classes['dialog-words']}>
        Only when the host is off, or cut off from all that its work writes to: where its containers run on, the same
        work is done twice. This cannot be taken back. An agent that is heard again counts again, and stops what was
        replaced.
      </p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          act();
        }}
      >
        <TextInput
          label={`Type ${agent.id} to confirm`}
          value={typed}
          error={wrong ? `the name of the agent: ${agent.id}` : undefined}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setWrong(false);
          }}
        />
      </form>
    </AskDialog>
  );
}
