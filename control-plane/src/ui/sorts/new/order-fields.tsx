'use client';
import { SORT_LIMITS } from '@longshore/schemas';
import { Checkbox, NumberInput, SegmentedControl, Select, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import newJob from '../../new-job/new-job.module.css';
import { Panel } from '../../parts/panel.tsx';
import { TYPE_WORDS } from '../sort-words.ts';
import { hasFields, hasLanguage, type SortForm } from './sort-form.ts';

/** What the elements are, and which comes first. */
export function OrderFields({ form }: { form: UseFormReturnType<SortForm> }) {
  const { values } = form;
  return (
    <Panel title="In which order">
      <div className={newJob.stack}>
        <Select
          label="An element is"
          allowDeselect={false}
          data={Object.entries(TYPE_WORDS).map(([value, label]) => ({ value, label }))}
          {...form.getInputProps('type')}
        />
        {hasFields(values.type) ? (
          <>
            <TextInput
              label="Field"
              description={
                values.type === 'json'
                  ? 'That the records are sorted by; a.b is b within a.'
                  : 'That the records are sorted by, as the first line names it.'
              }
              placeholder="price"
              required
              spellCheck={false}
              {...form.getInputProps('keyField')}
            />
            <Select
              label="The field holds"
              allowDeselect={false}
              data={[
                { value: 'text', label: 'Text' },
                { value: 'number', label: 'Numbers' },
              ]}
              {...form.getInputProps('keyType')}
            />
          </>
        ) : null}
        <SegmentedControl
          aria-label="Direction"
          data={[
            { value: 'asc', label: 'Ascending' },
            { value: 'desc', label: 'Descending' },
          ]}
          value={values.direction}
          onChange={(direction) => form.setFieldValue('direction', direction === 'desc' ? 'desc' : 'asc')}
        />
        {hasLanguage(values) ? (
          <TextInput
            label="Language"
            description="Whose order texts are in, such as de or sv-SE. Empty: by their bytes, which is the fastest."
            placeholder="by bytes"
            spellCheck={false}
            {...form.getInputProps('locale')}
          />
        ) : null}
        <Checkbox
          label="Stable"
          description="Elements with equal keys keep the order they came in."
          {...form.getInputProps('stable', { type: 'checkbox' })}
        />
      </div>
    </Panel>
  );
}

/** How many sort, with what, and for how long the result is kept. */
export function SorterFields({ form }: { form: UseFormReturnType<SortForm> }) {
  return (
    <Panel title="By whom">
      <div className={newJob.stack}>
        <NumberInput
          label="Sorters"
          description={`Containers that sort, at most ${SORT_LIMITS.workersMax}; one more coordinates them.`}
          min={1}
          max={SORT_LIMITS.workersMax}
          allowDecimal={false}
          clampBehavior="none"
          {...form.getInputProps('workers')}
        />
        <div className={newJob.grid}>
          <NumberInput
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            label="Cpu"
            description="Of each."
            suffix=" cores"
            min={0}
            step={0.25}
            clampBehavior="none"
            {...form.getInputProps('cores')}
          />
          <NumberInput
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            label="Memory"
            description="Of each; beyond a quarter of it the disk is used."
            suffix=" MiB"
            min={0}
            allowDecimal={false}
            clampBehavior="none"
            {...form.getInputProps('memoryMebibytes')}
          />
          <NumberInput
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            label="Keep the result"
            description="So long it can be read."
            suffix=" days"
            min={1}
            allowDecimal={false}
            clampBehavior="none"
            {...form.getInputProps('keepDays')}
          />
        </div>
        <NumberInput
          label="Split a part again beyond"
          description="Elements. Empty: half as much again as a part would have on average."
          min={100}
          allowDecimal={false}
          clampBehavior="none"
          thousandSeparator=","
          {...form.getInputProps('partCountMax')}
        />
        <TextInput
          label="Result as a topic too"
          description="A record for each element, in order, in a topic that is new or has none. Empty: none."
          placeholder="orders-sorted"
          spellCheck={false}
          {...form.getInputProps('outputTopic')}
        />
        <TextInput
          label="Name"
          description="For people. Without one, the sort is called by what is sorted and a few letters."
          spellCheck={false}
          {...form.getInputProps('name')}
        />
      </div>
    </Panel>
  );
}
