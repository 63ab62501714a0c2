'use client';
import { DIGESTS, WORK_LIMITS } from '@longshore/schemas';
import { formatCount } from '@longshore/schemas/words';
import { NumberInput, SegmentedControl, Select, Textarea } from '@mantine/core';
import form from '../../new-job/new-job.module.css';
import { type ItemFieldsProps, NUMBER } from './item-fields-props.ts';
import { EMPTY_ITEM } from './item-form.ts';

const OPERATIONS = [
  { value: 'digest', label: 'Digest' },
  { value: 'prime-count', label: 'Count primes' },
  { value: 'monte-carlo-pi', label: 'Estimate π' },
] as const;

/** What a compute item asks for. */
export function ComputeFields({ form: item }: ItemFieldsProps) {
  const { operation } = item.values;
  return (
    <div className={form.stack}>
      <SegmentedControl
        aria-label="What is computed"
        value={operation}
        data={[...OPERATIONS]}
        onChange={(chosen) => {
          item.clearErrors();
          item.setFieldValue(
            'operation',
            OPERATIONS.find(({ value }) => value === chosen)?.value ?? EMPTY_ITEM.operation,
          );
        }}
      />
      {operation === 'digest' ? (
        <>
          <Select
            label="Algorithm"
            data={[...DIGESTS]}
            allowDeselect={false}
            checkIconPosition="right"
            {...item.getInputProps('algorithm')}
          />
          <Textarea
            label="Text"
            description="Its UTF-8 bytes are digested. It may be empty."
            autosize
            minRows={3}
            maxRows={14}
            spellCheck={false}
            {...item.getInputProps('input')}
          />
        </>
      ) : null}
      {operation === 'prime-count' ? (
        <NumberInput
          {...NUMBER}
          label="Primes up to"
          description={`This number included; at most ${formatCount(WORK_LIMITS.primeLimitMax)}.`}
          min={2}
          {...item.getInputProps('limit')}
        />
      ) : null}
      {operation === 'monte-carlo-pi' ? (
        <>
          <NumberInput
            {...NUMBER}
            label="Samples"
            description={`Points thrown at the unit square; at most ${formatCount(WORK_LIMITS.samplesMax)}.`}
            min={1}
            {...item.getInputProps('samples')}
          />
          <NumberInput
            {...NUMBER}
            label="Seed"
            description="The same seed gives the same estimate."
            min={0}
            {...item.getInputProps('seed')}
          />
        </>
      ) : null}
    </div>
  );
}
