'use client';
import { newId } from '@longshore/schemas';
import { plural } from '@longshore/schemas/words';
import { Button, CloseButton } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconPlayerStop, IconRotateClockwise, IconTrash } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { late } from '../parts/late.tsx';
import { May } from '../parts/may.tsx';
import classes from './jobs.module.css';
import { doToMany, type ManyVerb, type Meant } from './many/many-jobs.ts';
import { leftOutWords, MANY_WORDS } from './many/many-words.ts';

// Fetched as soon as there is something to do it to.
const ManyDialog = late(async () => (await import('./many/many-dialog.tsx')).ManyDialog);

export interface SelectionBarProps {
  /** The ids of the chosen rows. */
  chosen: readonly string[];
  /** All that match are meant, also those that are not on the page. */
  everything: Meant | null;
  /** Present while every row on the page is chosen, and there may be more that match. */
  onChooseEverything: (() => void) | null;
  clear: () => void;
}

const ACTS = [
  { verb: 'stop', icon: IconPlayerStop },
  { verb: 'rerun', icon: IconRotateClockwise },
  { verb: 'delete', icon: IconTrash },
] as const;

/** What can be done to the chosen jobs, or to all that match. */
export function SelectionBar({ chosen, everything, onChooseEverything, clear }: SelectionBarProps) {
  const client = useQueryClient();
  const [asking, setAsking] = useState<ManyVerb | null>(null);
  useEffect(() => ManyDialog.fetchAhead(), []);
  // The same act again, after an answer that got lost, is the same act.
  const key = useRef('');
  const meant: Meant = everything ?? { ids: [...chosen] };
  const act = useMutation({
    mutationFn: (verb: ManyVerb) =>
      doToMany(verb, meant, { dryRun: false, ...(verb === 'rerun' ? { idempotencyKey: key.current } : {}) }),
    onSuccess: async (answer, verb) => {
      notifications.show({ message: `${MANY_WORDS[verb].did} ${plural(answer.done, 'job')}.` });
      for (const message of leftOutWords(answer)) notifications.show({ color: 'yellow', message });
      setAsking(null);
      clear();
      await client.invalidateQueries({ queryKey: ['jobs'] });
    },
  });
  const ask = (verb: ManyVerb) => {
    key.current = newId();
    act.reset();
    setAsking(verb);
  };
  return (
    <section className={classes.selection} aria-label="Chosen jobs">
      <span className="ls-tabular">
        {everything === null ? `${plural(chosen.length, 'job')} chosen` : 'All that match chosen'}
      </span>
      {everything !== null || onChooseEverything === null ? null : (
        <Button size="xs" variant="subtle" onClick={onChooseEverything}>
          All that match
        </Button>
      )}
      {ACTS.map(({ verb, icon: Icon }) => (
        <May key={verb} permission="jobs:write">
          <Button size="xs" variant="default" leftSection={<Icon size={14} aria-hidden />} onClick={() => ask(verb)}>
            {MANY_WORDS[verb].act}
          </Button>
        </May>
      ))}
      <CloseButton aria-label="Choose none" onClick={clear} />
      {asking === null ? null : (
        <ManyDialog
          verb={asking}
          meant={meant}
          pending={act.isPending}
          error={act.error}
          onClose={() => setAsking(null)}
          onConfirm={() => act.mutate(asking)}
        />
      )}
    </section>
  );
}
