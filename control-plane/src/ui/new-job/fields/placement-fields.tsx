'use client';
import { MultiSelect, NumberInput, TagsInput, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { agentsQuery } from '../../api/queries.ts';
import classes from '../new-job.module.css';
import { BESIDE, type FieldsProps } from './fields-props.ts';

/** Which agents may take the work, and which had better. */
export function PlacementFields({ form }: FieldsProps) {
  const agents = useQuery(agentsQuery()).data?.items ?? [];
  return (
    <div className={classes.stack}>
      <MultiSelect
        label="Agents"
        description="Only these; none chosen: any."
        data={[...new Set([...agents.map(({ id }) => id), ...form.values.agents])]}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': 'Choose none' }}
        nothingFoundMessage="No such agent"
        {...form.getInputProps('agents')}
      />
      <TagsInput
        label="Labels"
        description="Those that the agent must have, as name=value."
        placeholder="zone=eu"
        {...form.getInputProps('labels')}
      />
      <TagsInput
        label="Constraints"
        description="What the agent’s labels must satisfy: zone in (eu, us), zone != ap, gpu, !spot, cores >= 8."
        placeholder="zone in (eu, us)"
        splitChars={[';']}
        acceptValueOnBlur
        {...form.getInputProps('constraints')}
      />
      <TagsInput
        label="Affinities"
        description="The same, for what it had better satisfy."
        placeholder="disk = ssd"
        splitChars={[';']}
        acceptValueOnBlur
        {...form.getInputProps('affinities')}
      />
      <div className={classes.grid}>
        <TextInput
          {...BESIDE}
          label="Platform"
          description="That the image is made for; empty: any."
          placeholder="linux/amd64"
          spellCheck={false}
          {...form.getInputProps('platform')}
        />
        <TextInput
          {...BESIDE}
          label="Spread over"
          description="A label whose values share the tasks evenly, or agent."
          placeholder="zone"
          spellCheck={false}
          {...form.getInputProps('spreadOver')}
        />
        <TextInput
          {...BESIDE}
          label="Near"
          description="Latitude and longitude that the agent had better be near."
          placeholder="52.52, 13.40"
          {...form.getInputProps('near')}
        />
      </div>
      <NumberInput
        label="Priority"
        description="0 to 100; higher goes first when there is not room for all."
        min={0}
        max={100}
        allowDecimal={false}
        clampBehavior="none"
        {...form.getInputProps('priority')}
      />
    </div>
  );
}
