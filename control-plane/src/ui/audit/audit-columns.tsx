import { type AuditEntry, auditActionView } from '@longshore/schemas';
import { auditSubjectName } from '@longshore/schemas/words';
import Link from 'next/link';
import type { Column } from '../parts/data-table.tsx';
import { Ago } from '../time/ago.tsx';
import classes from './audit.module.css';

/** Where what an entry is about has its page; null: it is gone, or has none. */
function hrefOf({ subjectType, subjectId, now }: AuditEntry): string | null {
  if (subjectType === 'topic') return `/topics/${encodeURIComponent(subjectId)}`;
  if (subjectType === 'registry') return '/registries';
  if (subjectType === 'work-queue' || subjectType === 'worker') return '/work';
  if (subjectType === 'user') return now === null ? null : '/settings/people';
  if (subjectType === 'api-key') return now === null ? null : '/settings/keys';
  if (now === null) return null;
  if (now.jobId !== null) return `/jobs/${now.jobId}`;
  return `/${subjectType}s/${encodeURIComponent(subjectId)}`;
}

/** What was done, in words. */
export function AuditAct({ entry }: { entry: AuditEntry }) {
  const { word, tone, means } = auditActionView(entry.action);
  return (
    <span className={classes.act} data-tone={tone} title={means}>
      {word}
    </span>
  );
}

/** What it was done to, with the way there where it still is. */
export function AuditSubject({ entry }: { entry: AuditEntry }) {
  const name = auditSubjectName(entry);
  const href = hrefOf(entry);
  return (
    <span className={classes.subject}>
      <span className={classes.dim}>{entry.subjectType}</span>{' '}
      {href === null ? (
        <span title={name === '' ? undefined : `${entry.subjectType} ${name} is there no more`}>{name || '–'}</span>
      ) : (
        <Link href={href} className={classes.link}>
          {name}
        </Link>
      )}
    </span>
  );
}

export const AUDIT_COLUMNS: Column<AuditEntry>[] = [
  {
    id: 'when',
    header: 'When',
    width: 110,
    cell: (entry) => <Ago at={entry.at} />,
  },
  {
    id: 'who',
    header: 'Who',
    width: '13%',
    cell: (entry) => (
      <div className={classes.clip} title={entry.actor}>
        {entry.actor}
      </div>
    ),
  },
  {
    id: 'what',
    header: 'What',
    width: '19%',
    cell: (entry) => <AuditAct entry={entry} />,
  },
  {
    id: 'on',
    header: 'On',
    width: '36%',
    cell: (entry) => <AuditSubject entry={entry} />,
  },
  {
    id: 'from',
    header: 'From',
    cell: (entry) => (
      <div className={`${classes.clip} ${classes.dim}`} title={entry.origin ?? undefined}>
        {entry.origin ?? '–'}
      </div>
    ),
  },
];
