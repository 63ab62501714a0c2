'use client';
import { type KitchenNetwork, type KitchenNetworkPatch, POLICIES, POLICY_NAMES } from '@longshore/schemas';
import { TERM_NAMES } from '@longshore/schemas/placement';
import { Select } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { kitchenNetworkQuery } from '../../api/kitchen-queries.ts';
import { Button } from '../../parts/button/button.tsx';
import { lateDialog } from '../../parts/late-dialog.tsx';
import { May } from '../../parts/may.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { TERM_WORDS } from '../../receipt/receipt-words.ts';
import { useMay } from '../../session/use-may.ts';
import { capitalised, withStop } from '../../words/sentence.ts';
import { changeNetwork } from '../change-kitchens.ts';
import classes from './controls.module.css';
import { type Sliders, sharesOf, slidersNote, slidersOf, weightsOf } from './weights.ts';

const SettingsDialog = lateDialog(async () => (await import('./settings-dialog.tsx')).SettingsDialog);

const STEP = 5;

/** How kitchens are chosen: by what policy, and what counts how much. What is changed counts from the next order on. */
export function BalancerControls({ network }: { network: KitchenNetwork }) {
  const client = useQueryClient();
  const may = useMay('kitchens:write') === 'yes';
  const [asking, setAsking] = useState(false);
  // What one drags, until the control plane has it.
  const [dragged, setDragged] = useState<Sliders | null>(null);
  const change = useMutation({
    mutationFn: (patch: KitchenNetworkPatch) => changeNetwork(patch),
    onSuccess: (answer) => client.setQueryData(kitchenNetworkQuery().queryKey, answer),
    onSettled: () => setDragged(null),
  });
  const sliders = dragged ?? slidersOf(network.weights);
  const shares = sharesOf(sliders);
  const weighs = network.policy === 'scored';
  const send = () => {
    if (dragged !== null && sharesOf(dragged) !== null) change.mutate({ weights: weightsOf(dragged) });
  };
  const note = slidersNote(sliders) ?? network.notes.map((words) => withStop(capitalised(words))).join(' ');
  return (
    <div className={classes.form}>
      <Select
        label="Policy"
        allowDeselect={false}
        disabled={!may}
        data={POLICY_NAMES.map((value) => ({ value, label: value }))}
        value={network.policy}
        onChange={(policy) => {
          const known = POLICY_NAMES.find((name) => name === policy);
          if (known !== undefined) change.mutate({ policy: known });
        }}
        description={`A kitchen is chosen by ${POLICIES[network.policy]}.`}
        inputWrapperOrder={['label', 'input', 'description']}
      />
      <fieldset className={classes.weights} disabled={!may || !weighs}>
        <legend>Weights{weighs ? '' : ', which this policy does not ask'}</legend>
        {TERM_NAMES.map((name) => (
          <label key={name} className={classes.weight} data-term={name}>
            <span>{TERM_WORDS[name]}</span>
            <input
              type="range"
              min={0}
              max={100}
              step={STEP}
              value={sliders[name]}
              aria-valuetext={`${(sliders[name] / 100).toFixed(2)}, ${Math.round((shares?.[name] ?? 0) * 100)} % of the score`}
              onChange={(event) => setDragged({ ...sliders, [name]: Number(event.currentTarget.value) })}
              onPointerUp={send}
              onKeyUp={send}
              onBlur={send}
            />
            <output>{(shares?.[name] ?? 0).toFixed(2)}</output>
          </label>
        ))}
        <p className={classes.words} role="status">
          {note}
        </p>
      </fieldset>
      {change.error === null ? null : <ProblemNote error={change.error} />}
      <p className={classes.words}>
        {network.migration.movesMax === 0
          ? 'No order is moved from kitchen to kitchen.'
          : `A kitchen above ${network.migration.highPercent} % gives orders to those below ${network.migration.lowPercent} %, ${network.migration.movesMax} in ${network.migration.cycleMs / 1_000} s at most.`}{' '}
        One that is silent for {network.silence.lostAfterMs / 1_000} s is lost.
      </p>
      <div className={classes.acts}>
        <May permission="kitchens:write">
          <Button variant="default" size="xs" onClick={() => setAsking(true)}>
            Migration and silence
          </Button>
        </May>
      </div>
      <SettingsDialog opened={asking} network={network} onClose={() => setAsking(false)} />
    </div>
  );
}
