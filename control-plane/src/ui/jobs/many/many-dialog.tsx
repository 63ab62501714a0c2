'use client';
import type { ManyJobsAnswer } from '@longshore/schemas';
import { formatCount } from '@longshore/schemas/words';
import { Button, Group, Modal, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { doToMany, type ManyVerb, type Meant } from './many-jobs.ts';
import { leftOutWords, MANY_WORDS, manyQuestion } from './many-words.ts';

export interface ManyDialogProps {
  verb: ManyVerb;
  meant: Meant;
  pending: boolean;
  error: unknown;
  onClose: () => void;
  onConfirm: () => void;
}

/** Says what an act will do to how many jobs, and who is left out, before it is done: counted by the server. */
export function ManyDialog({ verb, meant, pending, error, onClose, onConfirm }: ManyDialogProps) {
  const count = useQuery({
    queryKey: ['jobs', 'many', verb, meant],
    queryFn: ({ signal }) => doToMany(verb, meant, { dryRun: true, signal }),
  });
  const failure = error ?? count.error;
  return (
    <Modal
      opened
      onClose={onClose}
      title={manyQuestion(verb, count.data)}
      centered
      transitionProps={{ duration: 100 }}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {failure === null ? null : <ProblemNote error={failure} />}
      {count.data === undefined ? (
        <Skeleton height={60} />
      ) : (
        <Counted verb={verb} answer={count.data} pending={pending} onClose={onClose} onConfirm={onConfirm} />
      )}
    </Modal>
  );
}

function Counted({
  verb,
  answer,
  pending,
  onClose,
  onConfirm,
}: Pick<ManyDialogProps, 'verb' | 'pending' | 'onClose' | 'onConfirm'> & { answer: ManyJobsAnswer }) {
  const [typed, setTyped] = useState('');
  const { act, effect, nothing } = MANY_WORDS[verb];
  // What cannot be undone is not done by one click too many.
  const asksForNumber = verb === 'delete' && answer.done > 0;
  const said = !asksForNumber || typed.replaceAll(/[^0-9]/g, '') === String(answer.done);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (answer.done > 0 && said && !pending) onConfirm();
      }}
    >
      <p style={{ margin: '0 0 8px' }}>{answer.done === 0 ? nothing : effect}</p>
      {leftOutWords(answer).map((words) => (
        <p key={words} style={{ margin: '0 0 8px', color: 'var(--ls-text-2)' }}>
          {words}
        </p>
      ))}
      {asksForNumber ? (
        <TextInput
          label={`Type ${formatCount(answer.done)} to delete them`}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          inputMode="numeric"
          autoComplete="off"
          data-autofocus
        />
      ) : null}
      <Group justify="flex-end" gap="xs" mt="md">
        <Button variant="default" onClick={onClose} data-autofocus={!asksForNumber || undefined}>
          {answer.done === 0 ? 'Close' : 'Cancel'}
        </Button>
        {answer.done === 0 ? null : (
          <Button type="submit" {...(verb === 'rerun' ? {} : { color: 'red.8' })} loading={pending} disabled={!said}>
            {act} {formatCount(answer.done)}
          </Button>
        )}
      </Group>
    </form>
  );
}
