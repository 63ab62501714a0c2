import { type AuditEntry, auditActionView } from '@longshore/schemas';
import { auditFacts } from '@longshore/schemas/words';
import { type Fact, Facts } from '../parts/facts.tsx';
import { IdText } from '../parts/id-text.tsx';
import { formatExact } from '../time/exact-time.ts';
import classes from './audit.module.css';

/** All that an entry says: what it means, then names and values. */
export function AuditDetail({ entry }: { entry: AuditEntry }) {
  const { action, actor, at, detail, id, origin, subjectId, subjectType } = entry;
  const facts: Fact[] = [
    ['At', formatExact(at)],
    ['Who', actor],
    ['From', origin ?? 'not by a request'],
    ['Action', <code key="action">{action}</code>],
    ...(subjectId === ''
      ? []
      : [
          [
            `Id of the ${subjectType}`,
            <IdText key="id" full id={subjectId} what={`id of the ${subjectType}`} />,
          ] as const,
        ]),
    ['Entry', id],
  ];
  const more = auditFacts(detail);
  return (
    <div className={classes.detail}>
      <p className={classes.means}>{auditActionView(action).means}</p>
      <Facts facts={facts} />
      {more.length === 0 ? null : <Facts facts={more} />}
    </div>
  );
}
