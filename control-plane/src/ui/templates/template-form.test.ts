import { describe, expect, it } from 'vitest';
import { EMPTY_FORM } from '../new-job/job-form.ts';
import {
  formOfTemplate,
  splitErrors,
  templateNameLike,
  toTemplateSpec,
  validateOpenForm,
  validateTemplate,
} from './template-form.ts';

describe('the form of a template', () => {
  it.each([
    { kind: 'data-generator' },
    { kind: 'data-generator', topic: 'people', generator: { count: 5 } },
    { kind: 'container' },
    { kind: 'container', image: 'tool:1', parallelism: 3, environment: { A: 'b' } },
    { kind: 'container', image: 'tool:1', topic: 'people', onPartition: 'wait' },
  ])('stands for %j, with what is open left open', (spec) => {
    const form = formOfTemplate(spec);
    expect(form).not.toBeNull();
    if (form !== null) expect(toTemplateSpec(form)).toEqual(spec);
  });

  it('takes the kind that is meant where a template names none', () => {
    expect(formOfTemplate({ topic: 'people' })).toMatchObject({ kind: 'data-generator', topic: 'people' });
    expect(formOfTemplate({ parallelism: 2 })).toMatchObject({ kind: 'container', image: '', parallelism: 2 });
  });

  it('fills in nothing from what is no job any more', () => {
    expect(formOfTemplate({ kind: 'sort' })).toBeNull();
  });

  it('misses nothing that is left open, and says what is wrong at its field', () => {
    expect(validateOpenForm(EMPTY_FORM)).toEqual({});
    expect(validateOpenForm({ ...EMPTY_FORM, kind: 'container', image: '' })).toEqual({});
    expect(Object.keys(validateOpenForm({ ...EMPTY_FORM, topic: 'a b', count: -1 })).toSorted()).toEqual([
      'count',
      'topic',
    ]);
    expect(Object.keys(validateTemplate({ name: 'a b', description: 'x'.repeat(501) }))).toEqual([
      'name',
      'description',
    ]);
  });

  it('shows what the server found at the form that it is about', () => {
    expect(
      splitErrors([
        { path: 'name', message: 'taken' },
        { path: 'spec.topic', message: 'no' },
      ]),
    ).toEqual({ template: { name: 'taken' }, job: [{ path: 'topic', message: 'no' }] });
  });

  it('suggests a name like that of a job', () => {
    expect(templateNameLike('nightly orders, 3')).toBe('nightly-orders-3');
  });
});
