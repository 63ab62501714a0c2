'use client';
import { SORT_LIMITS } from '@longshore/schemas';
import { formatBytes, formatCount, plural } from '@longshore/schemas/words';
import { Autocomplete, FileInput, NumberInput, Select, Tabs, Textarea } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { topicsQuery } from '../../api/queries.ts';
import { doneSortsQuery } from '../../api/sort-queries.ts';
import newJob from '../../new-job/new-job.module.css';
import { Panel } from '../../parts/panel.tsx';
import { DISTRIBUTION_WORDS } from '../sort-words.ts';
import { SORT_SOURCES, type SortForm, type SortSource, typedValues } from './sort-form.ts';

const SOURCE_WORDS: Record<SortSource, string> = {
  values: 'Values',
  upload: 'File',
  topic: 'Topic',
  generated: 'Generated',
  sort: 'Another sort’s',
};

/** Where the elements come from. */
export function InputFields({ form }: { form: UseFormReturnType<SortForm> }) {
  const choose = (from: string | null) => {
    const source = SORT_SOURCES.find((known) => known === from);
    if (source === undefined) return;
    form.clearErrors();
    form.setFieldValue('from', source);
  };
  return (
    <Panel title="What is sorted">
      <Tabs value={form.values.from} onChange={choose} keepMounted={false}>
        <Tabs.List mb="md">
          {SORT_SOURCES.map((source) => (
            <Tabs.Tab key={source} value={source}>
              {SOURCE_WORDS[source]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="values">
          <Values form={form} />
        </Tabs.Panel>
        <Tabs.Panel value="upload">
          <FileInput
            label="File"
            description={`Text, an element a line. At most ${formatBytes(SORT_LIMITS.uploadBytesMax)}, a line at most ${formatBytes(SORT_LIMITS.lineBytesMax)}, sent faster than 4 kB a second; more belongs on a topic.`}
            placeholder="Choose a file"
            required
            clearable
            clearButtonProps={{ 'aria-label': 'Choose no file' }}
            {...form.getInputProps('file')}
          />
        </Tabs.Panel>
        <Tabs.Panel value="topic">
          <Topic form={form} />
        </Tabs.Panel>
        <Tabs.Panel value="sort">
          <OfAnotherSort form={form} />
        </Tabs.Panel>
        <Tabs.Panel value="generated">
          <Generated form={form} />
        </Tabs.Panel>
      </Tabs>
    </Panel>
  );
}

function Values({ form }: { form: UseFormReturnType<SortForm> }) {
  const count = typedValues(form.values).length;
  return (
    <Textarea
      label="Values"
      description={
        form.values.type === 'csv'
          ? 'The first line names the fields, each other is an element.'
          : /int|float/.test(form.values.type)
            ? 'Numbers, with spaces, commas or line breaks between them.'
            : 'An element a line.'
      }
      placeholder={/int|float/.test(form.values.type) ? '42 7 19 3' : 'an element a line'}
      required
      autoFocus
      autosize
      minRows={4}
      maxRows={14}
      spellCheck={false}
      {...form.getInputProps('text')}
      inputWrapperOrder={['label', 'description', 'input', 'error']}
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
      error={
        form.errors.text ??
        (count > SORT_LIMITS.valuesMax
          ? `${formatCount(count)} are more than ${plural(SORT_LIMITS.valuesMax, 'value')}: put them in a file`
          : undefined)
      }
    />
  );
}

function Topic({ form }: { form: UseFormReturnType<SortForm> }) {
  const topics = useQuery(topicsQuery()).data?.items.filter(({ internal }) => !internal) ?? [];
  return (
    <Autocomplete
      label="Topic"
      description="Its records as they are when the sort is asked for, each an element. The topic stays as it is."
      placeholder="orders"
      required
      spellCheck={false}
      data={topics.map(({ name }) => name)}
      limit={8}
      openOnFocus={false}
      {...form.getInputProps('topic')}
    />
  );
}

function OfAnotherSort({ form }: { form: UseFormReturnType<SortForm> }) {
  const done = useQuery(doneSortsQuery()).data?.items.filter(({ resultUntil }) => resultUntil !== null) ?? [];
  const known = done.map(({ id, name, count }) => ({
    value: id,
    label: `${name} · ${count === null ? 'some' : formatCount(count)} elements · …${id.slice(-8)}`,
  }));
  const chosen = form.values.sort;
  const isKnown = chosen === '' || known.some(({ value }) => value === chosen);
  return (
    <Select
      label="Sort"
      description="What it was given is sorted once more, such as the other way round. Its type and its field stay as they are."
      placeholder="Choose a sort"
      required
      searchable
      nothingFoundMessage="No sort whose elements are kept is called so"
      data={isKnown ? known : [{ value: chosen, label: `…${chosen.slice(-8)}` }, ...known]}
      value={chosen === '' ? null : chosen}
      onChange={(id) => form.setFieldValue('sort', id ?? '')}
      error={form.errors.sort}
    />
  );
}

function Generated({ form }: { form: UseFormReturnType<SortForm> }) {
  return (
    <div className={newJob.stack}>
      <NumberInput
        label="Elements"
        description={`At most ${formatCount(SORT_LIMITS.countMax)}.`}
        required
        min={0}
        allowDecimal={false}
        clampBehavior="none"
        thousandSeparator=","
        {...form.getInputProps('count')}
      />
      <Select
        label="Distribution"
        allowDeselect={false}
        data={Object.entries(DISTRIBUTION_WORDS).map(([value, label]) => ({ value, label }))}
        {...form.getInputProps('distribution')}
      />
      <NumberInput
        label="Seed"
        description="The same seed gives the same elements, however many sorters there are."
        min={0}
        allowDecimal={false}
        clampBehavior="none"
        {...form.getInputProps('seed')}
      />
    </div>
  );
}
