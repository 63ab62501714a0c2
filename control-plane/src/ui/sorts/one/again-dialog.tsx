'use client';
import { newId, SORT_LIMITS, type SortDetail } from '@longshore/schemas';
import { Button, Group, Modal, NumberInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useRef, useState } from 'react';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { createSort } from '../change-sort.ts';
import { inputWords } from '../sort-words.ts';
import { againRequest, nextWorkers } from './again-request.ts';
import classes from './sort-page.module.css';

export interface AgainDialogProps {
  sort: SortDetail;
  /** How many sorters it begins with; null: twice as many as there were. */
  workers: number | null;
  onClose: () => void;
}

/** Asks with how many sorters the same is sorted again. */
export function AgainDialog({ sort, workers, onClose }: AgainDialogProps) {
  const router = useRouter();
  const client = useQueryClient();
  const [wanted, setWanted] = useState<number | string>(
    workers ?? nextWorkers(sort.spec.workers, SORT_LIMITS.workersMax),
  );
  const count = typeof wanted === 'number' ? wanted : 0;
  const fault =
    Number.isInteger(count) && count >= 1 && count <= SORT_LIMITS.workersMax
      ? null
      : `a whole number from 1 to ${SORT_LIMITS.workersMax}`;
  const request = againRequest(sort, count);
  // The same number again, after an answer that got lost, is the same submit.
  const submission = useRef({ count: 0, key: '' });
  const again = useMutation({
    mutationFn: () => {
      if (request === null) throw new Error('There is nothing to sort again.');
      if (submission.current.count !== count) submission.current = { count, key: newId() };
      return createSort(request, submission.current.key);
    },
    onSuccess: async ({ id }) => {
      router.push(`/sorts/${id}`);
      onClose();
      await client.invalidateQueries({ queryKey: ['sorts'] });
    },
  });
  const run = () => {
    if (fault !== null || again.isPending) return;
    if (request === null) router.push(`/sorts/new?from=${sort.id}&sorters=${count}`);
    else again.mutate();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={`Sort ${sort.name} again?`}
      centered
      transitionProps={{ duration: 100 }}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form
        className={classes.dialog}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          run();
        }}
      >
        <p>
          {request === null
            ? `What it sorts (${inputWords(sort.spec)}) is not kept: the form opens with the rest filled in.`
            : `A new sort of the same elements (${inputWords(sort.spec)}) in the same order. This one stays as it is.`}
          {request?.input.from === 'topic' ? ' Of the topic it takes the records that are there now.' : ''}
        </p>
        <NumberInput
          label="Sorters"
          description={`It had ${sort.spec.workers}.`}
          min={1}
          max={SORT_LIMITS.workersMax}
          allowDecimal={false}
          clampBehavior="none"
          value={wanted}
          onChange={setWanted}
          error={fault}
          data-autofocus
        />
        {again.error === null ? null : <ProblemNote error={again.error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Leave it
          </Button>
          <Button type="submit" loading={again.isPending || again.isSuccess}>
            {request === null ? 'Open the form' : 'Sort again'}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
