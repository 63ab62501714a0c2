import { expect, it } from 'vitest';
import { GENERATOR_IMAGE } from '../job-spec/generator-job.ts';
import { templateWords } from './template.ts';

it.each([
  [{ kind: 'container', image: 'tool:1', topic: null }, 'tool:1'],
  [{ kind: 'container', image: 'tool:1', topic: 'people' }, 'tool:1, topic people'],
  [{ kind: 'container', image: null, topic: null }, 'image left open'],
  [{ kind: 'data-generator', image: null, topic: 'people' }, 'records into people'],
  [{ kind: 'data-generator', image: GENERATOR_IMAGE, topic: null }, 'records, topic left open'],
  [{ kind: 'data-generator', image: 'gen:2', topic: 'people' }, 'records into people, by gen:2'],
])('says what a template runs and what it leaves open: %j', (template, words) => {
  expect(templateWords(template)).toBe(words);
});
