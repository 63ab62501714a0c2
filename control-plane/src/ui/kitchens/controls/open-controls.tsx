'use client';
import { DISHES, KITCHEN_LIMITS } from '@longshore/schemas';
import { plural } from '@longshore/schemas/words';
import { MultiSelect, NumberInput } from '@mantine/core';
import { useState } from 'react';
import { Button } from '../../parts/button/button.tsx';
import { May } from '../../parts/may.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { useOpenKitchens } from '../use-open-kitchens.ts';
import classes from './controls.module.css';

/** Opens kitchens: each is a job, its container a kitchen. Where they stand is chosen. */
export function OpenControls() {
  const [count, setCount] = useState<number | string>(1);
  const [capacity, setCapacity] = useState<number | string>(3);
  const [clockFactor, setClockFactor] = useState<number | string>(1);
  const [specialties, setSpecialties] = useState<string[]>([]);
  const open = useOpenKitchens();
  const whole = (value: number | string, most: number) =>
    value !== '' && Number.isInteger(Number(value)) && Number(value) >= 1 && Number(value) <= most
      ? null
      : `a whole number from 1 to ${most}`;
  const faults = {
    count: whole(count, KITCHEN_LIMITS.kitchensAtOnceMax),
    capacity: whole(capacity, KITCHEN_LIMITS.capacityMax),
    clockFactor: Number(clockFactor) >= 0.01 && clockFactor !== '' ? null : 'at least 0.01',
  };
  const right = Object.values(faults).every((fault) => fault === null);
  return (
    <form
      className={classes.form}
      noValidate
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        if (!right || open.isPending) return;
        open.mutate({
          count: Number(count),
          kitchen: {
            capacity: Number(capacity),
            ...(Number(clockFactor) === 1 ? {} : { clockFactor: Number(clockFactor) }),
            ...(specialties.length === 0 ? {} : { specialties }),
          },
        });
      }}
    >
      <div className={classes.triple}>
        <NumberInput
          label="How many"
          allowDecimal={false}
          clampBehavior="none"
          min={1}
          value={count}
          onChange={setCount}
          error={faults.count}
        />
        <NumberInput
          label="Cooks in each"
          allowDecimal={false}
          clampBehavior="none"
          min={1}
          value={capacity}
          onChange={setCapacity}
          error={faults.capacity}
        />
        <NumberInput
          label="Times as fast"
          clampBehavior="none"
          min={0.01}
          value={clockFactor}
          onChange={setClockFactor}
          error={faults.clockFactor}
        />
      </div>
      <MultiSelect
        label="Best at"
        placeholder={specialties.length === 0 ? 'chosen for each' : ''}
        data={DISHES.map(({ name }) => name)}
        value={specialties}
        onChange={setSpecialties}
        maxValues={KITCHEN_LIMITS.specialtiesMax}
      />
      <p className={classes.words}>
        Each stands in the city as soon as an agent runs its container and it has registered. To close one, fold it out
        in the list.
      </p>
      {open.error === null ? null : <ProblemNote error={open.error} />}
      <div className={classes.acts}>
        <May permission="kitchens:write">
          <Button type="submit" loading={open.isPending}>
            Open
          </Button>
        </May>
        <span role="status" className={classes.words}>
          {open.data === undefined ? null : `${plural(open.data, 'kitchen')} asked for.`}
        </span>
      </div>
    </form>
  );
}
