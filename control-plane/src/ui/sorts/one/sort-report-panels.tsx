'use client';
import type { SortDetail, SortReport } from '@longshore/schemas';
import { plural } from '@longshore/schemas/words';
import { useMemo } from 'react';
import { late } from '../../parts/late.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { useWhenSettled } from '../../parts/use-when-settled.ts';
import { useNow } from '../../time/use-now.ts';
import { Gantt } from '../gantt/gantt.tsx';
import { triesWords } from '../gantt/step-words.ts';
import { PartTree } from '../tree/part-tree.tsx';
import { PicturePanel } from './picture-panel.tsx';

const STILL_MS = 86_400_000;

// What stands below the pictures, and what one asks for instead of them.
const Findings = late(async () => (await import('./findings.tsx')).Findings, <Skeleton height={480} aria-busy />);
const PartsTable = late(async () => (await import('../tree/parts-table.tsx')).PartsTable);
const TriesTable = late(async () => (await import('../gantt/tries-table.tsx')).TriesTable);

function fetchAhead() {
  Findings.fetchAhead();
  PartsTable.fetchAhead();
  TriesTable.fetchAhead();
}

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
  useWhenSettled(fetchAhead);
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
      <Findings sort={sort} report={report} onRunWith={onRunWith} />
    </>
  );
}
