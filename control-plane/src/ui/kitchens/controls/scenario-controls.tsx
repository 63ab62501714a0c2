'use client';
import {
  KITCHEN_RUN_STATES,
  POLICY_NAMES,
  type Policy,
  SCENARIO_NAMES,
  SCENARIOS,
  type ScenarioName,
  type StartRunInput,
} from '@longshore/schemas';
import { Checkbox, NumberInput, Select } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { kitchenRunsQuery } from '../../api/kitchen-queries.ts';
import { Button } from '../../parts/button/button.tsx';
import { May } from '../../parts/may.tsx';
import { PageLink } from '../../parts/page-link.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { startRun } from '../change-kitchens.ts';
import { runFaults } from '../runs/run-faults.ts';
import { scenarioWord } from '../runs/run-words.ts';
import classes from './controls.module.css';
import { useKeyed } from './use-keyed.ts';

const AS_NETWORK = 'that of the network';

/** Starts a scenario: the same kitchens, orders and mishaps for the same seed. */
export function ScenarioControls() {
  const client = useQueryClient();
  const [scenario, setScenario] = useState<ScenarioName>('lunch');
  const [seed, setSeed] = useState<number | string>(1);
  const [kitchens, setKitchens] = useState<number | string>(5);
  const [speed, setSpeed] = useState<number | string>(1);
  const [policy, setPolicy] = useState<Policy | null>(null);
  const [keepOpen, setKeepOpen] = useState(false);
  const { keyFor, done } = useKeyed();
  const { data } = useQuery(kitchenRunsQuery());
  const going = data?.items.find(({ state }) => !KITCHEN_RUN_STATES[state].terminal);
  const run: StartRunInput = {
    scenario,
    seed: Number(seed),
    kitchens: Number(kitchens),
    speed: Number(speed),
    keepOpen,
    ...(policy === null ? {} : { policy }),
  };
  const faults = runFaults({ seed, kitchens, speed });
  const start = useMutation({
    mutationFn: () => startRun(run, keyFor(run)),
    onSuccess: async () => {
      done();
      await client.invalidateQueries({ queryKey: ['kitchens'] });
    },
  });
  return (
    <form
      className={classes.form}
      noValidate
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        if (Object.keys(faults).length === 0 && !start.isPending) start.mutate();
      }}
    >
      <Select
        label="Scenario"
        allowDeselect={false}
        data={SCENARIO_NAMES.map((value) => ({ value, label: scenarioWord(value) }))}
        value={scenario}
        onChange={(next) => setScenario(SCENARIO_NAMES.find((name) => name === next) ?? scenario)}
        description={`${SCENARIOS[scenario]}.`}
        inputWrapperOrder={['label', 'input', 'description']}
      />
      <div className={classes.triple}>
        <NumberInput
          label="Seed"
          min={0}
          allowDecimal={false}
          clampBehavior="none"
          value={seed}
          onChange={setSeed}
          error={faults.seed}
        />
        <NumberInput
          label="Kitchens"
          min={2}
          allowDecimal={false}
          clampBehavior="none"
          value={kitchens}
          onChange={setKitchens}
          error={faults.kitchens}
        />
        <NumberInput
          label="Speed"
          min={0.1}
          clampBehavior="none"
          value={speed}
          onChange={setSpeed}
          error={faults.speed}
        />
      </div>
      <Select
        label="Policy"
        allowDeselect={false}
        data={[AS_NETWORK, ...POLICY_NAMES]}
        value={policy ?? AS_NETWORK}
        onChange={(next) => setPolicy(POLICY_NAMES.find((name) => name === next) ?? null)}
      />
      <Checkbox
        label="Its kitchens stay open after it"
        checked={keepOpen}
        onChange={(event) => setKeepOpen(event.currentTarget.checked)}
      />
      {start.error === null ? null : <ProblemNote error={start.error} />}
      <div className={classes.acts}>
        <May permission="kitchens:write">
          <Button type="submit" loading={start.isPending} disabled={going !== undefined}>
            Start it
          </Button>
        </May>
        <span role="status" className={classes.words}>
          {going === undefined ? null : (
            <PageLink href={`/kitchens/runs/${going.id}`} className={classes.link}>
              {scenarioWord(going.scenario)} is going on
            </PageLink>
          )}
        </span>
      </div>
    </form>
  );
}
