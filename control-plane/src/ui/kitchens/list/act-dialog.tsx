'use client';
import { KITCHEN_LIMITS, type KitchenSummary, UPSETS } from '@longshore/schemas';
import { plural } from '@longshore/schemas/words';
import { NumberInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { kitchenQuery } from '../../api/kitchen-queries.ts';
import { AskDialog } from '../../parts/ask-dialog.tsx';
import { closeKitchen, upsetKitchen } from '../change-kitchens.ts';
import { closeWords } from './close-words.ts';
import classes from './list.module.css';
import { type KitchenAct, UPSET_WORDS } from './upset-words.ts';

/** Says what will happen to a kitchen and its orders before it does. */
export function ActDialog({
  kitchen,
  act,
  onClose,
}: {
  kitchen: KitchenSummary;
  act: KitchenAct;
  onClose: () => void;
}) {
  const client = useQueryClient();
  const { least, most, otherwise } = KITCHEN_LIMITS.upsetMs;
  const [seconds, setSeconds] = useState<number | string>(otherwise / 1_000);
  const durationMs = Math.round(Number(seconds) * 1_000);
  const passes = act === 'freeze' || act === 'cut-off';
  const fault =
    !passes || (seconds !== '' && durationMs >= least && durationMs <= most)
      ? null
      : `a number from ${least / 1_000} to ${most / 1_000}`;
  const doIt = useMutation({
    mutationFn: () =>
      act === 'close'
        ? closeKitchen(kitchen.id)
        : upsetKitchen(kitchen.id, { upset: act, ...(passes ? { durationMs } : {}) }),
    onSuccess: async () => {
      onClose();
      await client.invalidateQueries({ queryKey: ['kitchens'] });
    },
  });
  // Which others close with it must be known before it is done.
  const { data, error: unread } = useQuery({ ...kitchenQuery(kitchen.id), enabled: act === 'close' });
  const words = act === 'close' ? closeWords(data?.closesWith ?? []) : UPSET_WORDS[act];
  const has = kitchen.held === 0 ? 'It has no order now.' : `It has ${plural(kitchen.held, 'order')} now.`;
  return (
    <AskDialog
      title={`${words.title} ${kitchen.name}?`}
      act={words.act}
      keep="Leave it"
      dangerous
      pending={doIt.isPending || doIt.isSuccess || (act === 'close' && data === undefined && unread === null)}
      error={doIt.error ?? (act === 'close' ? unread : null)}
      onAct={() => {
        if (fault === null) doIt.mutate();
      }}
      onClose={onClose}
    >
      {act === 'close' ? 'It gives back what it has not begun, and finishes what it cooks.' : `${UPSETS[act]}.`} {has}{' '}
      {words.after}
      {passes ? (
        <NumberInput
          className={classes.seconds ?? ''}
          label="For so many seconds"
          min={least / 1_000}
          max={most / 1_000}
          clampBehavior="none"
          value={seconds}
          onChange={setSeconds}
          error={fault}
        />
      ) : null}
    </AskDialog>
  );
}
