'use client';
import classes from '../new-job.module.css';
import { PairRows } from '../pair-rows.tsx';
import type { FieldsProps } from './fields-props.ts';

/** Variables for the program. */
export function EnvironmentFields({ form }: FieldsProps) {
  return (
    <div className={classes.stack}>
      <p className={classes.hint}>
        Whoever sees this job sees them too: no place for a password. Names that begin with LONGSHORE_ are set by
        Longshore.
      </p>
      <PairRows
        rows={form.values.environment}
        onChange={(rows) => form.setFieldValue('environment', rows)}
        onBlur={() => form.validateField('environment')}
        what="variable"
        names={{ name: 'NAME', value: 'value' }}
        error={form.errors.environment}
      />
    </div>
  );
}
