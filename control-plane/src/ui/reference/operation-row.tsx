'use client';
import { IconChevronRight } from '@tabler/icons-react';
import { OperationDetail, type OperationDetailProps } from './operation-detail.tsx';
import classes from './reference.module.css';

interface OperationRowProps extends OperationDetailProps {
  open: boolean;
  onToggle: () => void;
}

/** One operation: method, path and what it does; all about it folds out. */
export function OperationRow({ open, onToggle, ...about }: OperationRowProps) {
  const { id, method, path, summary } = about.operation;
  const partId = `${id}-detail`;
  return (
    <li id={id} className={classes.operation}>
      <h3 className={classes['operation-title']}>
        <button
          type="button"
          className={classes.row}
          aria-expanded={open}
          aria-controls={open ? partId : undefined}
          onClick={onToggle}
        >
          <IconChevronRight size={16} aria-hidden className={classes.chevron} />
          <code className={classes.method}>{method}</code>
          <code className={classes.path}>{path}</code>
          <span className={classes.summary}>{summary}</span>
        </button>
      </h3>
      {open ? (
        <div id={partId}>
          <OperationDetail {...about} />
        </div>
      ) : null}
    </li>
  );
}
