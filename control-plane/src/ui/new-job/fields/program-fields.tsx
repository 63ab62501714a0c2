'use client';
import { Textarea } from '@mantine/core';
import classes from '../new-job.module.css';
import type { FieldsProps } from './fields-props.ts';

/** What the program in the container is told. */
export function ProgramFields({ form }: FieldsProps) {
  return (
    <div className={classes.stack}>
      <Textarea
        label="Arguments"
        description="Instead of the image’s own; one a line."
        autosize
        minRows={2}
        maxRows={12}
        spellCheck={false}
        {...form.getInputProps('command')}
      />
      <Textarea
        label="Entrypoint"
        description="Instead of the image’s own; one word a line."
        autosize
        minRows={1}
        maxRows={6}
        spellCheck={false}
        {...form.getInputProps('entrypoint')}
      />
    </div>
  );
}
