'use client';
import { WORK_ITEM_STATES, WORK_ITEM_STATUSES, WORK_TYPE_MEANINGS, WORK_TYPES } from '@longshore/schemas';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { workersQuery } from '../../api/work-queries.ts';
import { suggestTokens } from '../../parts/suggest-tokens.ts';
import { TokenField } from '../../parts/token-field.tsx';
import { ITEM_KEYS, type ItemToken, itemFault } from './item-filter.ts';

const EXPLAINED = { type: 'What it asks for', state: 'How it stands', worker: 'Who holds it, or held it last' };
const TYPES = WORK_TYPES.map((value) => ({ value, hint: WORK_TYPE_MEANINGS[value] }));
const STATES = WORK_ITEM_STATUSES.map((value) => ({ value, hint: WORK_ITEM_STATES[value].word }));

/** The filter of items as typed tokens: `type:compute state:failed 0199aa`. */
export function ItemFilterField({
  tokens,
  onChange,
}: {
  tokens: ItemToken[];
  onChange: (tokens: ItemToken[]) => void;
}) {
  const [typed, setTyped] = useState('');
  const workers = useQuery({ ...workersQuery(), enabled: typed.startsWith('worker') });
  const values = {
    type: TYPES,
    state: STATES,
    worker: (workers.data?.items ?? []).map(({ id, name }) => ({ value: id, hint: name })),
  };
  return (
    <TokenField
      label="Filter items"
      placeholder="Filter: type:compute state:failed 0199aa"
      keys={ITEM_KEYS}
      tokens={tokens}
      onChange={onChange}
      fault={itemFault}
      typed={typed}
      onType={setTyped}
      suggestions={suggestTokens(typed, { explained: EXPLAINED, values: (of) => values[of] })}
    />
  );
}
