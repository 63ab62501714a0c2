'use client';
import { Textarea } from '@mantine/core';
import type { ItemFieldsProps } from './item-fields-props.ts';
import classes from './new-item.module.css';

/** The payload of a type that has no fields of its own. */
export function JsonFields({ form: item }: ItemFieldsProps) {
  return (
    <Textarea
      label="Payload"
      description="In JSON, by the schema of the type."
      required
      autosize
      minRows={5}
      maxRows={20}
      spellCheck={false}
      classNames={{ input: classes.mono ?? '' }}
      {...item.getInputProps('json')}
    />
  );
}
