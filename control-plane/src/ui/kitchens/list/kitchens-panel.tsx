'use client';
import type { KitchenSummary } from '@longshore/schemas';
import { formatCount } from '@longshore/schemas/words';
import { useMemo, useState } from 'react';
import { DataTable } from '../../parts/data-table.tsx';
import { late } from '../../parts/late.tsx';
import { Panel } from '../../parts/panel.tsx';
import { useWhenSettled } from '../../parts/use-when-settled.ts';
import { byStanding } from './by-standing.ts';
import { KITCHEN_COLUMNS, KitchenCard, kitchenId } from './kitchen-columns.tsx';
import type { KitchenAct } from './upset-words.ts';

// For whoever folds a kitchen out, and does something to it.
const KitchenMore = late(async () => (await import('./kitchen-more.tsx')).KitchenMore);
const ActDialog = late(async () => (await import('./act-dialog.tsx')).ActDialog);

const card = (kitchen: KitchenSummary) => <KitchenCard kitchen={kitchen} />;

/** Every kitchen: how it stands, how full it is, what it is best at; folded out, its orders and what can be done to it. */
export function KitchensPanel({ kitchens }: { kitchens: readonly KitchenSummary[] | undefined }) {
  const [act, setAct] = useState<{ id: string; act: KitchenAct } | null>(null);
  useWhenSettled(() => {
    KitchenMore.fetchAhead();
    ActDialog.fetchAhead();
  });
  const rows = useMemo(() => (kitchens === undefined ? undefined : byStanding(kitchens)), [kitchens]);
  const kitchen = kitchens?.find(({ id }) => id === act?.id);
  return (
    <Panel title="Kitchens" flush aside={kitchens === undefined ? undefined : formatCount(kitchens.length)}>
      <DataTable
        label="Kitchens"
        rows={rows}
        columns={KITCHEN_COLUMNS}
        rowId={kitchenId}
        card={card}
        fold={(one) => <KitchenMore kitchen={one} onAct={(wanted) => setAct({ id: one.id, act: wanted })} />}
        skeletonRows={5}
        framed
        steady
      />
      {act === null || kitchen === undefined ? null : (
        <ActDialog kitchen={kitchen} act={act.act} onClose={() => setAct(null)} />
      )}
    </Panel>
  );
}
