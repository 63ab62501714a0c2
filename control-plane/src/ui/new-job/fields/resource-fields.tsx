'use client';
import { Checkbox, NumberInput } from '@mantine/core';
import classes from '../new-job.module.css';
import { BESIDE, type FieldsProps } from './fields-props.ts';

/** How much is reserved for each task, and how many there are. */
export function ResourceFields({ form }: FieldsProps) {
  const perHost = form.values.perHost && form.values.kind === 'container';
  return (
    <div className={classes.stack}>
      <div className={classes.grid}>
        <NumberInput
          {...BESIDE}
          label="Cores"
          description="Reserved, and the limit of each task."
          min={0.01}
          step={0.25}
          decimalScale={3}
          clampBehavior="none"
          {...form.getInputProps('cores')}
        />
        <NumberInput
          {...BESIDE}
          label="Memory"
          description="A task that uses more is killed."
          suffix=" MiB"
          min={6}
          step={64}
          clampBehavior="none"
          {...form.getInputProps('memoryMebibytes')}
        />
        <NumberInput
          {...BESIDE}
          label="Tasks"
          description={perHost ? 'As many as agents match.' : 'How many containers share the work.'}
          min={1}
          allowDecimal={false}
          clampBehavior="none"
          disabled={perHost}
          {...form.getInputProps('parallelism')}
        />
      </div>
      {form.values.kind === 'container' ? (
        <Checkbox
          label="One task on each matching agent, also on those that join later, until the job is stopped"
          {...form.getInputProps('perHost', { type: 'checkbox' })}
        />
      ) : null}
    </div>
  );
}
