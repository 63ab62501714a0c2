import type { Distribution } from '@longshore/sorting';
import { Button, Group, NumberInput, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { MOST_VALUES, SPREADS, spreadValues, typedValues } from './given-values.ts';

const FEWEST = 2;
const SEEDS = 1_000_000;

/** What is to be sorted: a distribution, or what somebody types. */
export function ValuesForm({ onValues }: { onValues: (values: number[]) => void }) {
  const [spread, setSpread] = useState<Distribution>('uniform');
  const [count, setCount] = useState(24);
  const [typed, setTyped] = useState('');
  const [refusal, setRefusal] = useState<string | null>(null);
  const show = (distribution: Distribution, wanted: number): void =>
    onValues(spreadValues(distribution, wanted, Math.floor(Math.random() * SEEDS)));
  const showTyped = (): void => {
    const read = typedValues(typed);
    setRefusal('refusal' in read ? read.refusal : null);
    if ('values' in read) onValues(read.values);
  };
  return (
    <Group align="flex-start" gap="sm">
      <Select
        label="Values"
        data={[...SPREADS]}
        value={spread}
        allowDeselect={false}
        onChange={(chosen) => {
          setSpread(chosen as Distribution);
          show(chosen as Distribution, count);
        }}
      />
      <NumberInput
        label="How many"
        min={FEWEST}
        max={MOST_VALUES}
        w={100}
        value={count}
        clampBehavior="strict"
        allowDecimal={false}
        onChange={(given) => {
          if (typeof given !== 'number' || given < FEWEST) return;
          setCount(given);
          show(spread, given);
        }}
      />
      <form
        onSubmit={(event) => {
          event.preventDefault();
          showTyped();
        }}
      >
        <Group align="flex-start" gap="xs">
          <TextInput
            label="Or your own"
            placeholder="5 3 9 3 1"
            value={typed}
            error={refusal}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <Button type="submit" variant="default" mt={25}>
            Show
          </Button>
        </Group>
      </form>
    </Group>
  );
}
