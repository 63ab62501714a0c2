'use client';
import { useState } from 'react';
import type { Shape } from './api-document.ts';
import classes from './reference.module.css';
import { limitWords, partsOf, partWords, type Shapes, typeWords } from './shape-words.ts';

/** One name with what stands there: a field, or a parameter. */
interface Field {
  name: string;
  shape: Shape;
  required: boolean;
  /** Of the parameter; a field's own is in its shape. */
  description?: string | undefined;
  /** Where a parameter stands. */
  place?: string;
}

/** What is sent or answered: its type, and its fields with theirs. */
export function ShapeFields({ shape, shapes, label }: { shape: Shape; shapes: Shapes; label: string }) {
  const parts = partsOf(shape, shapes);
  return (
    <>
      <p className={classes.type}>
        <code>{typeWords(shape)}</code> {limitWords(shape).join(' · ')}
      </p>
      <Parts parts={parts} shapes={shapes} label={label} />
    </>
  );
}

function Parts({ parts, shapes, label }: { parts: readonly Shape[]; shapes: Shapes; label: string }) {
  return parts.map((part, index) => {
    const words = parts.length > 1 ? partWords(part) : '';
    const fields = Object.entries(part.properties ?? {})
      .map(([name, field]) => ({ name, shape: field, required: part.required?.includes(name) ?? false }))
      // What one cannot do without comes first.
      .toSorted((one, other) => Number(other.required) - Number(one.required));
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a shape have no identity but their place
      <div key={index} className={classes.part}>
        {words === '' ? null : <p className={classes['part-words']}>Where {words}:</p>}
        <FieldList fields={fields} shapes={shapes} label={words === '' ? label : `${label} where ${words}`} />
      </div>
    );
  });
}

/** Names with their types and what is said of them; what has fields of its own folds out. */
export function FieldList({ fields, shapes, label }: { fields: readonly Field[]; shapes: Shapes; label: string }) {
  return (
    <ul className={classes.fields} aria-label={label}>
      {fields.map((field) => (
        <li key={field.name} className={classes.field}>
          <FieldWords field={field} />
          <Within field={field} shapes={shapes} />
        </li>
      ))}
    </ul>
  );
}

function FieldWords({ field: { name, shape, required, description = shape.description, place } }: { field: Field }) {
  const limits = limitWords(shape);
  return (
    <>
      <span className={classes['field-line']}>
        <code className={classes.name}>{name}</code>
        <code className={classes.kind}>{typeWords(shape)}</code>
        {place === undefined ? null : <span className={classes.dim}>{place}</span>}
        {required ? <span className={classes.required}>required</span> : null}
      </span>
      {description === undefined && limits.length === 0 ? null : (
        <span className={classes.said}>
          {description} {limits.length === 0 ? null : <span className={classes.limits}>{limits.join(' · ')}</span>}
        </span>
      )}
    </>
  );
}

/** What a field has within: made when somebody looks, as shapes lead far. */
function Within({ field, shapes }: { field: Field; shapes: Shapes }) {
  const [open, setOpen] = useState(false);
  const parts = partsOf(field.shape, shapes);
  if (parts.length === 0) return null;
  return (
    <details className={classes.within} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        Fields of <code>{field.name}</code>
      </summary>
      {open ? <Parts parts={parts} shapes={shapes} label={`Fields of ${field.name}`} /> : null}
    </details>
  );
}
