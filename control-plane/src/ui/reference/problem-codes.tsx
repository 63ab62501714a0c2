import { Panel } from '../parts/panel.tsx';
import { PROBLEMS_ID } from './operation-detail.tsx';
import classes from './reference.module.css';

/** What a refusal is called, for programs: the code in a problem, by status. */
export function ProblemCodes({ codes }: { codes: Readonly<Record<string, Readonly<Record<string, string>>>> }) {
  return (
    <Panel id={PROBLEMS_ID} title="Problems" aside="application/problem+json, RFC 9457">
      <p className={classes.said}>
        Each has a <code>title</code>, a <code>detail</code> about this very case and a <code>code</code> for programs;
        often <code>advice</code>, and <code>errors</code> with the path of each bad field.
      </p>
      <ul className={classes.fields} aria-label="Codes of problems">
        {Object.entries(codes).flatMap(([status, meanings]) =>
          Object.entries(meanings).map(([code, words]) => (
            <li key={code} className={classes.field}>
              <span className={classes['field-line']}>
                <code className={classes.dim}>{status}</code>
                <code className={classes.name}>{code}</code>
              </span>
              <span className={classes.said}>{words}</span>
            </li>
          )),
        )}
      </ul>
    </Panel>
  );
}
