'use client';
import { JOB_STATE_NAMES } from '@longshore/schemas';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { agentsQuery, topicsQuery } from '../api/queries.ts';
import { schedulesQuery } from '../api/schedule-queries.ts';
import { suggestTokens } from '../parts/suggest-tokens.ts';
import { TokenField } from '../parts/token-field.tsx';
import type { TokenSuggestion } from '../parts/token-suggestions.tsx';
import { FILTER_KEYS, type FilterToken, JOB_KINDS, tokenFault } from './job-filter.ts';

const EXPLAINED = {
  state: 'How it stands',
  kind: 'container or data-generator',
  agent: 'Where it runs or ran',
  topic: 'What it writes',
  schedule: 'Which schedule started it',
  ended: 'Since when it ended',
};

const ENDED_SINCE = [
  { value: '1h', hint: 'In the last hour' },
  { value: '24h', hint: 'In the last day' },
  { value: '7d', hint: 'In the last week' },
];

/** The filter of jobs as typed tokens: `state:failed agent:eu-1 text`. */
export function FilterField({
  tokens,
  onChange,
}: {
  tokens: FilterToken[];
  onChange: (tokens: FilterToken[]) => void;
}) {
  const [typed, setTyped] = useState('');
  return (
    <TokenField
      label="Filter jobs"
      placeholder="Filter: state:failed agent:eu-1 text"
      keys={FILTER_KEYS}
      tokens={tokens}
      onChange={onChange}
      fault={tokenFault}
      typed={typed}
      onType={setTyped}
      suggestions={useSuggestions(typed)}
    />
  );
}

function useSuggestions(typed: string): TokenSuggestion[] {
  const [key = ''] = typed.toLowerCase().split(':');
  const agents = useQuery({ ...agentsQuery(), enabled: key === 'agent' });
  const schedules = useQuery({ ...schedulesQuery(), enabled: key === 'schedule' });
  const topics = useQuery({ ...topicsQuery(), enabled: key === 'topic' });
  const values = {
    state: JOB_STATE_NAMES.map((name) => name.toLowerCase()),
    kind: JOB_KINDS,
    agent: (agents.data?.items ?? []).map(({ id }) => id),
    schedule: (schedules.data?.items ?? []).map(({ name }) => name),
    ended: ENDED_SINCE,
    topic: (topics.data?.items ?? []).filter(({ internal }) => !internal).map(({ name }) => name),
  };
  return suggestTokens(typed, { explained: EXPLAINED, values: (of) => values[of] });
}
