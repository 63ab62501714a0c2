'use client';
import type { SortDetail, SortReport } from '@longshore/schemas';
import { plural } from '@longshore/schemas/words';
import { useMemo } from 'react';
import { useNow } from '../../time/use-now.ts';
import { Gantt } from '../gantt/gantt.tsx';
import { triesWords } from '../gantt/step-words.ts';
import { TriesTable } from '../gantt/tries-table.tsx';
import { PartTree } from '../tree/part-tree.tsx';
import { PartsTable } from '../tree/parts-table.tsx';
import { BalancePanel } from './balance-panel.tsx';
import { MovedPanel } from './moved-panel.tsx';
import { PicturePanel } from './picture-panel.tsx';
import { ProofPanel } from './proof-panel.tsx';
import classes from './sort-page.module.css';
import { SpeedPanel } from './speed-panel.tsx';

const STILL_MS = 86_400_000;

/** What is known of a sort from its sorters: its parts, who did what, balance, speed, proof, and what was moved. */
export function SortReportPanels({
  sort,
  report,
  onRunWith,
}: {
  sort: SortDetail;
  report: SortReport;
  onRunWith: (workers: number) => void;
}) {
  const ended = sort.endedAt;
  // What goes on grows by the second; what has ended stands still.
  const now = useNow(ended === null ? 1_000 : STILL_MS);
  const nowMs = ended === null ? now : Date.parse(ended);
  const times = useMemo(
    () => ({
      startedAtMs: Date.parse(sort.startedAt ?? sort.createdAt),
      endedAtMs: ended === null ? null : Date.parse(ended),
      nowMs,
    }),
    [sort.startedAt, sort.createdAt, ended, nowMs],
  );
  return (
    <>
      <PicturePanel
        title="Parts"
        figures={plural(report.parts.filter(({ children }) => children.length === 0).length, 'part')}
        picture={<PartTree parts={report.parts} />}
        table={<PartsTable parts={report.parts} />}
      />
      <PicturePanel
        title="Sorters"
        figures={triesWords(report.tries)}
        picture={<Gantt report={report} times={times} />}
        table={<TriesTable report={report} />}
      />
      <div className={classes.columns}>
        <BalancePanel report={report} />
        <SpeedPanel sort={sort} onRunWith={onRunWith} />
        <ProofPanel report={report} />
        <MovedPanel report={report} />
      </div>
    </>
  );
}
