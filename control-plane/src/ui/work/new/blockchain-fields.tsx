'use client';
import { WORK_LIMITS } from '@longshore/schemas';
import { formatCount } from '@longshore/schemas/words';
import { Autocomplete, NumberInput, SegmentedControl, Textarea } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { chainsQuery } from '../../api/work-queries.ts';
import form from '../../new-job/new-job.module.css';
import { type ItemFieldsProps, NUMBER } from './item-fields-props.ts';

/** A block to append, or a chain to verify. */
export function BlockchainFields({ form: item }: ItemFieldsProps) {
  const { ledger, difficulty } = item.values;
  const chains = useInfiniteQuery(chainsQuery()).data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <div className={form.stack}>
      <SegmentedControl
        aria-label="What is done with the chain"
        value={ledger}
        data={[
          { value: 'append', label: 'Append a block' },
          { value: 'verify', label: 'Verify the chain' },
        ]}
        onChange={(chosen) => {
          item.clearErrors();
          item.setFieldValue('ledger', chosen === 'verify' ? 'verify' : 'append');
        }}
      />
      <Autocomplete
        label="Chain"
        description={
          ledger === 'append'
            ? 'Its first block begins a chain: small letters, digits and "-".'
            : 'Every block is looked at, from the first on.'
        }
        placeholder="orders"
        required
        spellCheck={false}
        autoCapitalize="none"
        data={chains.map(({ name }) => name)}
        openOnFocus={false}
        {...item.getInputProps('chain')}
      />
      {ledger === 'append' ? (
        <>
          <Textarea
            label="Records"
            description={`One a line; at most ${formatCount(WORK_LIMITS.blockRecordsMax)}.`}
            placeholder={'anna pays ben 5\nben pays carl 3'}
            required
            autosize
            minRows={3}
            maxRows={14}
            spellCheck={false}
            {...item.getInputProps('records')}
          />
          <NumberInput
            {...NUMBER}
            label="Difficulty"
            description={difficultyWords(difficulty)}
            min={0}
            max={WORK_LIMITS.difficultyMax}
            {...item.getInputProps('difficulty')}
          />
        </>
      ) : null}
    </div>
  );
}

/** What a difficulty costs: each bit doubles it. */
function difficultyWords(difficulty: number | ''): string {
  const bound = `At most ${WORK_LIMITS.difficultyMax} bits.`;
  if (difficulty === '' || difficulty < 0 || difficulty > WORK_LIMITS.difficultyMax) return bound;
  return `Bits of the hash that must be zero: about ${formatCount(2 ** difficulty)} hashes are tried. ${bound}`;
}
