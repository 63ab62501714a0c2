'use client';
import type { SortDetail, SortReport } from '@longshore/schemas';
import { BalancePanel } from './balance-panel.tsx';
import { MovedPanel } from './moved-panel.tsx';
import { ProofPanel } from './proof-panel.tsx';
import classes from './sort-page.module.css';
import { SpeedPanel } from './speed-panel.tsx';

export interface FindingsProps {
  sort: SortDetail;
  report: SortReport;
  onRunWith: (workers: number) => void;
}

/** What came of a sort: how even its parts were, how fast it was, why its result is right, what was moved. */
export function Findings({ sort, report, onRunWith }: FindingsProps) {
  return (
    <div className={classes.columns}>
      <BalancePanel report={report} />
      <SpeedPanel sort={sort} onRunWith={onRunWith} />
      <ProofPanel report={report} />
      <MovedPanel report={report} />
    </div>
  );
}
