'use client';
import { JOB_STATE_NAMES } from '@longshore/schemas';
import { Combobox, Pill, PillsInput, Tooltip, useCombobox } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconFilter, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { agentsQuery, topicsQuery } from '../api/queries.ts';
import { schedulesQuery } from '../api/schedule-queries.ts';
import classes from './filter-field.module.css';
import { FILTER_KEYS, type FilterToken, formatFilter, JOB_KINDS, parseFilter, tokenFault } from './job-filter.ts';

const MOST_SUGGESTIONS = 8;
const EXPLAINED = {
  state: 'How it stands',
  kind: 'container or data-generator',
  agent: 'Where it runs or ran',
  topic: 'What it writes',
  schedule: 'Which schedule started it',
};

/** The filter as typed tokens: `state:failed agent:eu-1 text`. */
export function FilterField({
  tokens,
  onChange,
}: {
  tokens: FilterToken[];
  onChange: (tokens: FilterToken[]) => void;
}) {
  const [typed, setTyped] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const suggestions = useSuggestions(typed);
  useHotkeys([['/', () => field.current?.focus()]]);

  const take = (text: string) => {
    const added = parseFilter(text);
    const fresh = added.filter((token) => !tokens.some((had) => formatFilter([had]) === formatFilter([token])));
    if (fresh.length > 0) onChange([...tokens, ...fresh]);
    setTyped('');
    combobox.resetSelectedOption();
  };
  const choose = (value: string) => {
    if (value.endsWith(':')) setTyped(value);
    else take(value);
  };

  return (
    <Combobox store={combobox} onOptionSubmit={choose} withinPortal={false} offset={4}>
      <Combobox.DropdownTarget>
        <PillsInput
          className={classes.field}
          size="sm"
          leftSection={<IconFilter size={15} aria-hidden />}
          rightSection={
            tokens.length === 0 ? null : (
              <button
                type="button"
                className={classes.clear}
                aria-label="Clear the filter"
                onClick={() => onChange([])}
              >
                <IconX size={14} aria-hidden />
              </button>
            )
          }
          onClick={() => combobox.openDropdown()}
        >
          <Pill.Group gap={4}>
            {tokens.map((token, index) => {
              const text = formatFilter([token]);
              const fault = tokenFault(token);
              return (
                <Tooltip key={text} label={fault} disabled={fault === null}>
                  <Pill
                    size="sm"
                    withRemoveButton
                    className={classes.pill}
                    data-fault={fault === null ? undefined : true}
                    removeButtonProps={{ 'aria-label': `Remove ${text}`, 'aria-hidden': false, tabIndex: 0 }}
                    onRemove={() => onChange(tokens.filter((_, other) => other !== index))}
                  >
                    {text}
                  </Pill>
                </Tooltip>
              );
            })}
            <Combobox.EventsTarget>
              <PillsInput.Field
                ref={field}
                value={typed}
                aria-label="Filter jobs"
                placeholder={tokens.length === 0 ? 'Filter: state:failed agent:eu-1 text' : undefined}
                onFocus={() => combobox.openDropdown()}
                onBlur={() => {
                  combobox.closeDropdown();
                  take(typed);
                }}
                onChange={(event) => {
                  setTyped(event.currentTarget.value);
                  combobox.openDropdown();
                  combobox.updateSelectedOptionIndex();
                }}
                onKeyDown={(event) => {
                  if ((event.key === 'Enter' && combobox.getSelectedOptionIndex() === -1) || event.key === ' ') {
                    event.preventDefault();
                    take(typed);
                  } else if (event.key === 'Backspace' && typed === '' && tokens.length > 0) {
                    event.preventDefault();
                    onChange(tokens.slice(0, -1));
                  } else if (event.key === 'Escape') field.current?.blur();
                }}
              />
            </Combobox.EventsTarget>
          </Pill.Group>
        </PillsInput>
      </Combobox.DropdownTarget>
      <Combobox.Dropdown hidden={suggestions.length === 0}>
        <Combobox.Options aria-label="Suggestions">
          {suggestions.map(({ value, hint }) => (
            <Combobox.Option key={value} value={value}>
              <span className={classes.option}>
                <span>{value}</span>
                <span className={classes.hint}>{hint}</span>
              </span>
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

function useSuggestions(typed: string): { value: string; hint?: string }[] {
  const [key = '', rest] = typed.toLowerCase().split(':');
  const agents = useQuery({ ...agentsQuery(), enabled: key === 'agent' });
  const schedules = useQuery({ ...schedulesQuery(), enabled: key === 'schedule' });
  const topics = useQuery({ ...topicsQuery(), enabled: key === 'topic' });
  if (rest === undefined) {
    return FILTER_KEYS.filter((known) => known.startsWith(key)).map((known) => ({
      value: `${known}:`,
      hint: EXPLAINED[known],
    }));
  }
  const values: Record<string, readonly string[]> = {
    state: JOB_STATE_NAMES.map((name) => name.toLowerCase()),
    kind: JOB_KINDS,
    agent: (agents.data?.items ?? []).map(({ id }) => id),
    schedule: (schedules.data?.items ?? []).map(({ name }) => name),
    topic: (topics.data?.items ?? []).filter(({ internal }) => !internal).map(({ name }) => name),
  };
  return (values[key] ?? [])
    .filter((value) => value.toLowerCase().startsWith(rest))
    .slice(0, MOST_SUGGESTIONS)
    .map((value) => ({ value: `${key}:${value}` }));
}
