'use client';
import { KITCHEN_RUN_STATES, type KitchenRun } from '@longshore/schemas';
import { IconMovie } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, ButtonLink } from '../../parts/button/button.tsx';
import { May } from '../../parts/may.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { StateBadge } from '../../state/state-badge.tsx';
import { stopRun } from '../change-kitchens.ts';
import list from '../list/list.module.css';
import order from '../orders/order.module.css';
import { scenarioWord } from './run-words.ts';

/** What a run is called, how it stands, and what can be done with it. */
export function RunHeader({ run }: { run: KitchenRun }) {
  const client = useQueryClient();
  const stop = useMutation({
    mutationFn: () => stopRun(run.id),
    onSettled: () => client.invalidateQueries({ queryKey: ['kitchens'] }),
  });
  return (
    <>
      <header className={order.header}>
        <div className={order.title}>
          <h1>{scenarioWord(run.scenario)}</h1>
          <StateBadge view={KITCHEN_RUN_STATES[run.state]} look="pill" />
        </div>
        <div className={list.acts}>
          {KITCHEN_RUN_STATES[run.state].terminal ? null : (
            <May permission="kitchens:write">
              <Button variant="default" loading={stop.isPending} onClick={() => stop.mutate()}>
                Stop it
              </Button>
            </May>
          )}
          {run.state === 'done' ? (
            <ButtonLink
              href={`/kitchens/story?run=${run.id}`}
              variant="default"
              leftSection={<IconMovie size={16} aria-hidden />}
            >
              Tell its story
            </ButtonLink>
          ) : (
            <ButtonLink href="/kitchens" variant="default">
              See it in the city
            </ButtonLink>
          )}
        </div>
      </header>
      {stop.error === null ? null : <ProblemNote error={stop.error} />}
    </>
  );
}
