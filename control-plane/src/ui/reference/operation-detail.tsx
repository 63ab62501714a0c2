'use client';
import { useMemo } from 'react';
import { CodeView } from '../parts/code-view.tsx';
import { CopyIcon } from '../parts/copy-icon.tsx';
import { curlCommand } from './curl-command.ts';
import { permissionWords } from './permission-words.ts';
import type { Operation } from './read-operations.ts';
import classes from './reference.module.css';
import { FieldList, ShapeFields } from './shape-fields.tsx';
import type { Shapes } from './shape-words.ts';

const PLACES = { path: 'in the path', query: 'in the query', header: 'a header' } as const;

export interface OperationDetailProps {
  operation: Operation;
  shapes: Shapes;
  /** Address of the API, such as http://127.0.0.1:3000/api/v1 */
  base: string;
}

/** Everything about one operation: who may, how it is asked, what it answers and how it refuses. */
export function OperationDetail({ operation, shapes, base }: OperationDetailProps) {
  const { id, method, path, permission, parameters, body, answer, refusals } = operation;
  const title = `${method} ${path}`;
  const command = useMemo(() => curlCommand(operation, base), [operation, base]);
  return (
    <div className={classes.detail}>
      <p className={classes.who}>
        <span>
          Who may: <strong>{permissionWords(permission)}</strong>
        </span>
        <span className={classes.link}>
          <a href={`#${id}`}>#{id}</a>
          <CopyIcon value={`${location.origin}${location.pathname}#${id}`} what={`link to ${title}`} />
        </span>
      </p>
      <CodeView text={command} pieces={[{ text: command, kind: 'key' }]} label={`curl command for ${title}`} wraps />
      {parameters.length === 0 ? null : (
        <section>
          <h4 className={classes.heading}>Parameters</h4>
          <FieldList
            label={`Parameters of ${title}`}
            shapes={shapes}
            fields={parameters.map(({ name, in: place, required, description, schema }) => ({
              name,
              shape: schema,
              required: required === true,
              description: description ?? schema.description,
              place: PLACES[place],
            }))}
          />
        </section>
      )}
      {body === null ? null : (
        <section>
          <h4 className={classes.heading}>Body</h4>
          <ShapeFields shape={body.shape} shapes={shapes} label={`Body of ${title}`} />
        </section>
      )}
      <section>
        <h4 className={classes.heading}>Answer {answer.status}</h4>
        {answer.contents.length === 0 ? <p className={classes.type}>Nothing: it is done.</p> : null}
        {answer.contents.map(({ media, shape }) => (
          <div key={media}>
            {media === 'application/json' ? null : (
              <p className={classes.type}>
                <code>{media}</code> {shape.description}
              </p>
            )}
            {media === 'application/json' ? (
              <ShapeFields shape={shape} shapes={shapes} label={`Answer of ${title}`} />
            ) : null}
          </div>
        ))}
      </section>
      <section>
        <h4 className={classes.heading}>
          Refusals, as <a href={`#${PROBLEMS_ID}`}>problems</a>
        </h4>
        <ul className={classes.refusals} aria-label={`Refusals of ${title}`}>
          {refusals.map(({ status, words }) => (
            <li key={status}>
              <code>{status}</code> {words}
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}

/** Where the codes of problems stand on the page. */
export const PROBLEMS_ID = 'problems';
