'use client';
import { AGGREGATES, COMPARISONS, WORK_LIMITS } from '@longshore/schemas';
import { formatCount } from '@longshore/schemas/words';
import { Autocomplete, SegmentedControl, Select, TagsInput, Textarea, TextInput } from '@mantine/core';
import { useMemo } from 'react';
import form from '../../new-job/new-job.module.css';
import { csvColumns, jsonColumns } from './csv-columns.ts';
import { FieldRows } from './field-rows.tsx';
import type { ItemFieldsProps } from './item-fields-props.ts';
import type { AggregateRow, ConditionRow } from './item-form.ts';
import classes from './new-item.module.css';

/** Rows, and in this order which of them, by what they are grouped, what is made of each group, which columns stay. */
export function DataFields({ form: item }: ItemFieldsProps) {
  const { rowsAs, csv, rows } = item.values;
  const columns = useMemo(() => (rowsAs === 'csv' ? csvColumns(csv) : jsonColumns(rows)), [rowsAs, csv, rows]);
  return (
    <div className={form.stack}>
      <SegmentedControl
        aria-label="How the rows are given"
        value={rowsAs}
        data={[
          { value: 'csv', label: 'CSV' },
          { value: 'json', label: 'JSON' },
        ]}
        onChange={(as) => {
          item.clearErrors();
          item.setFieldValue('rowsAs', as === 'json' ? 'json' : 'csv');
        }}
      />
      <Textarea
        key={rowsAs}
        label="Rows"
        description={`${rowsAs === 'csv' ? 'The first line names the columns.' : 'A list of objects.'} At most ${formatCount(WORK_LIMITS.rowsMax)} rows and 256 KiB.`}
        placeholder={rowsAs === 'csv' ? 'city,amount\nBerlin,20\nParis,35' : '[{"city":"Berlin","amount":20}]'}
        required
        autosize
        minRows={5}
        maxRows={16}
        spellCheck={false}
        classNames={{ input: classes.mono ?? '' }}
        {...item.getInputProps(rowsAs === 'csv' ? 'csv' : 'rows')}
      />
      <FilterRows form={item} columns={columns} />
      <TagsInput
        label="Group by"
        description="Columns whose values are the same in a group. Without any, all rows are one."
        placeholder={item.values.groupBy.length === 0 ? 'city' : ''}
        data={columns}
        {...item.getInputProps('groupBy')}
      />
      <AggregateRows form={item} columns={columns} />
      <TagsInput
        label="Only these columns"
        description="Of what comes out; without any, all of them."
        data={item.values.aggregates.length === 0 ? columns : made(item.values)}
        {...item.getInputProps('project')}
      />
    </div>
  );
}

/** The columns that grouping makes. */
function made({ groupBy, aggregates }: ItemFieldsProps['form']['values']): string[] {
  return [...new Set([...groupBy, ...aggregates.map(({ as }) => as.trim()).filter((name) => name !== '')])];
}

interface RowsOfProps extends ItemFieldsProps {
  columns: readonly string[];
}

function FilterRows({ form: item, columns }: RowsOfProps) {
  const { filter } = item.values;
  const set = (rows: ConditionRow[]) => item.setFieldValue('filter', rows);
  const change = (index: number, part: Partial<ConditionRow>) =>
    set(filter.map((row, at) => (at === index ? { ...row, ...part } : row)));
  return (
    <FieldRows
      legend="Filter"
      hint="All of them must hold. Numbers are numbers; a number meant as text stands in quotation marks."
      what="condition"
      error={item.errors.filter}
      onBlur={() => item.validateField('filter')}
      count={filter.length}
      add={() => set([...filter, { field: columns[0] ?? '', is: '=', value: '' }])}
      remove={(index) => set(filter.filter((_, at) => at !== index))}
    >
      {(index) => {
        const { field, is, value } = filter[index] ?? { field: '', is: '=', value: '' };
        return (
          <>
            <Autocomplete
              aria-label={`Column of condition ${index + 1}`}
              placeholder="column"
              data={[...columns]}
              value={field}
              onChange={(next) => change(index, { field: next })}
            />
            <Select
              aria-label={`Comparison of condition ${index + 1}`}
              data={[...COMPARISONS]}
              allowDeselect={false}
              value={is}
              onChange={(next) => change(index, { is: COMPARISONS.find((one) => one === next) ?? '=' })}
            />
            <TextInput
              aria-label={`Value of condition ${index + 1}`}
              placeholder={is === 'in' ? 'Berlin, Paris' : '10'}
              spellCheck={false}
              value={value}
              onChange={(event) => change(index, { value: event.currentTarget.value })}
            />
          </>
        );
      }}
    </FieldRows>
  );
}

function AggregateRows({ form: item, columns }: RowsOfProps) {
  const { aggregates } = item.values;
  const set = (rows: AggregateRow[]) => item.setFieldValue('aggregates', rows);
  const change = (index: number, part: Partial<AggregateRow>) =>
    set(aggregates.map((row, at) => (at === index ? { ...row, ...part } : row)));
  return (
    <FieldRows
      legend="What is made of each group"
      hint="A count needs no column."
      what="aggregate"
      error={item.errors.aggregates}
      onBlur={() => item.validateField('aggregates')}
      count={aggregates.length}
      add={() => set([...aggregates, { as: aggregates.length === 0 ? 'count' : '', function: 'count', field: '' }])}
      remove={(index) => set(aggregates.filter((_, at) => at !== index))}
    >
      {(index) => {
        const row = aggregates[index] ?? { as: '', function: 'count', field: '' };
        return (
          <>
            <Autocomplete
              aria-label={`Column of aggregate ${index + 1}`}
              placeholder={row.function === 'count' ? 'any column' : 'column'}
              data={[...columns]}
              value={row.field}
              onChange={(field) => change(index, { field })}
            />
            <Select
              aria-label={`Function of aggregate ${index + 1}`}
              data={[...AGGREGATES]}
              allowDeselect={false}
              value={row.function}
              onChange={(next) => change(index, { function: AGGREGATES.find((one) => one === next) ?? 'count' })}
            />
            <TextInput
              aria-label={`Name of aggregate ${index + 1}`}
              placeholder="as"
              spellCheck={false}
              value={row.as}
              onChange={(event) => change(index, { as: event.currentTarget.value })}
            />
          </>
        );
      }}
    </FieldRows>
  );
}
