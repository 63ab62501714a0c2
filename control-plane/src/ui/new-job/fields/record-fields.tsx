'use client';
import { Checkbox, NumberInput } from '@mantine/core';
import classes from '../new-job.module.css';
import { PairRows } from '../pair-rows.tsx';
import { TEMPLATE_METHODS } from '../template-methods.ts';
import { BESIDE, type FieldsProps } from './fields-props.ts';

/** What the generated records are, and how fast they come. */
export function RecordFields({ form }: FieldsProps) {
  return (
    <div className={classes.stack}>
      <Checkbox
        label="Without end: until the job is stopped"
        {...form.getInputProps('endless', { type: 'checkbox' })}
      />
      <div className={classes.grid}>
        <NumberInput
          {...BESIDE}
          label="Rate"
          description="Records a second; empty: as fast as it goes."
          min={0}
          clampBehavior="none"
          {...form.getInputProps('rate')}
        />
        <NumberInput
          {...BESIDE}
          label="Seed"
          description="The same seed gives the same records."
          min={0}
          allowDecimal={false}
          clampBehavior="none"
          {...form.getInputProps('seed')}
        />
      </div>
      <fieldset className={classes.rows}>
        <legend>Fields of a record</legend>
        <p className={classes.hint}>Each is a method of faker, with arguments as JSON where it takes some.</p>
        <PairRows
          rows={form.values.template}
          onChange={(rows) => form.setFieldValue('template', rows)}
          onBlur={() => form.validateField('template')}
          what="field"
          names={{ name: 'name', value: 'person.fullName' }}
          suggestions={TEMPLATE_METHODS}
          error={form.errors.template}
        />
      </fieldset>
    </div>
  );
}
