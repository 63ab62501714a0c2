import type { AuditEntry } from '@longshore/schemas';
import { Ago } from '../time/ago.tsx';
import classes from './audit.module.css';
import { AuditAct, AuditSubject } from './audit-columns.tsx';

/** An entry on a phone. */
export function AuditCard({ entry }: { entry: AuditEntry }) {
  return (
    <div className={classes.card}>
      <div className={classes['card-line']}>
        <AuditAct entry={entry} />
        <span className={classes.dim}>
          <Ago at={entry.at} />
        </span>
      </div>
      <AuditSubject entry={entry} />
      <div className={`${classes['card-line']} ${classes.dim}`}>
        <span>{entry.actor}</span>
        <span>{entry.origin}</span>
      </div>
    </div>
  );
}
