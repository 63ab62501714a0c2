'use client';
import { NumberInput, Select, TextInput } from '@mantine/core';
import classes from '../new-job.module.css';
import { BESIDE, type FieldsProps } from './fields-props.ts';

/** What happens when a try fails, or takes too long. */
export function FailureFields({ form }: FieldsProps) {
  const generates = form.values.kind === 'data-generator';
  return (
    <div className={classes.stack}>
      <div className={classes.grid}>
        <NumberInput
          {...BESIDE}
          label="Tries"
          description="In all, the first included."
          min={1}
          max={100}
          allowDecimal={false}
          clampBehavior="none"
          {...form.getInputProps('maxAttempts')}
        />
        <NumberInput
          {...BESIDE}
          label="Deadline"
          description="Longest run of one try; empty: none."
          suffix=" min"
          min={0}
          clampBehavior="none"
          {...form.getInputProps('deadlineMinutes')}
        />
        <NumberInput
          {...BESIDE}
          label="Deadline of the job"
          description="From the submission to its end; empty: none."
          suffix=" min"
          min={0}
          clampBehavior="none"
          {...form.getInputProps('jobDeadlineMinutes')}
        />
        <NumberInput
          {...BESIDE}
          label="Grace"
          description="Between SIGTERM and SIGKILL."
          suffix=" s"
          min={0}
          clampBehavior="none"
          {...form.getInputProps('stopGraceSeconds')}
        />
      </div>
      {generates ? (
        <TextInput
          label="Image"
          description="That generates the records."
          spellCheck={false}
          {...form.getInputProps('image')}
        />
      ) : null}
      <Select
        label="Pull the image"
        allowDeselect={false}
        data={[
          { value: 'IF_MISSING', label: 'If the host does not have it' },
          { value: 'ALWAYS', label: 'Always' },
          { value: 'NEVER', label: 'Never' },
        ]}
        {...form.getInputProps('imagePolicy')}
      />
    </div>
  );
}
