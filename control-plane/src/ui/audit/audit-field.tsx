'use client';
import { AUDIT_ACTION_NAMES, AUDIT_ACTIONS, AUDIT_SUBJECT_TYPES } from '@longshore/schemas';
import { formatAgo } from '@longshore/schemas/words';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { auditActorsQuery } from '../api/audit-queries.ts';
import { agentsQuery } from '../api/queries.ts';
import { suggestTokens } from '../parts/suggest-tokens.ts';
import { TokenField } from '../parts/token-field.tsx';
import type { TokenSuggestion } from '../parts/token-suggestions.tsx';
import { controlPlaneNow } from '../time/clock.ts';
import { AUDIT_KEYS, type AuditToken, auditFault } from './audit-filter.ts';

const EXPLAINED = {
  action: 'What was done',
  actor: 'Who did it',
  type: 'What it was done to',
  subject: 'The id of what it was done to',
  since: 'From then on: 24h, 7d, 2026-11-20',
  until: 'Before then',
};
const ACTIONS = AUDIT_ACTION_NAMES.map((value) => ({ value, hint: AUDIT_ACTIONS[value].word }));
const SPANS = [
  { value: '1h', hint: 'An hour ago' },
  { value: '24h', hint: 'A day ago' },
  { value: '7d', hint: 'A week ago' },
  { value: '30d', hint: 'Thirty days ago' },
];

/** The filter of the audit log as typed tokens: `action:JobDeleted since:24h text`. */
export function AuditField({ tokens, onChange }: { tokens: AuditToken[]; onChange: (tokens: AuditToken[]) => void }) {
  const [typed, setTyped] = useState('');
  return (
    <TokenField
      label="Filter the audit log"
      placeholder="Filter: action:JobDeleted since:24h text"
      keys={AUDIT_KEYS}
      tokens={tokens}
      onChange={onChange}
      fault={auditFault}
      typed={typed}
      onType={setTyped}
      suggestions={useSuggestions(typed)}
    />
  );
}

function useSuggestions(typed: string): TokenSuggestion[] {
  const [key = ''] = typed.toLowerCase().split(':');
  const agents = useQuery({ ...agentsQuery(), enabled: key === 'subject' });
  const actors = useQuery({ ...auditActorsQuery(), enabled: key === 'actor' });
  const agentIds = (agents.data?.items ?? []).map(({ id }) => id);
  const values = {
    action: ACTIONS,
    actor: (actors.data?.items ?? []).map(({ actor, lastAt }) => ({
      value: actor,
      hint: formatAgo(controlPlaneNow() - Date.parse(lastAt)),
    })),
    type: AUDIT_SUBJECT_TYPES,
    subject: agentIds,
    since: SPANS,
    until: SPANS,
  };
  return suggestTokens(typed, { explained: EXPLAINED, values: (of) => values[of] });
}
