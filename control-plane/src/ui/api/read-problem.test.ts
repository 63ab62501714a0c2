import { describe, expect, it } from 'vitest';
import { readProblem } from './read-problem.ts';

const conflict = {
  type: 'about:blank',
  title: 'The job has ended',
  status: 409,
  detail: 'It succeeded.',
  code: 'conflict',
  errors: [{ path: 'state', message: 'it has ended' }],
};

describe('a refusal', () => {
  it('is told in the API’s own words', () => {
    expect(readProblem(409, conflict)).toBe(conflict);
  });

  it.each([
    ['no JSON', undefined],
    ['nothing', null],
    ['a text', 'Bad Gateway'],
    ['something else', { error: 'no upstream' }],
    ['half of it', { title: 'Not found', status: 404 }],
    ['words that are none', { ...conflict, detail: { text: 'It succeeded.' } }],
    ['fields that are none', { ...conflict, errors: 'state' }],
    ['fields without words', { ...conflict, errors: [{ path: 'state' }] }],
  ])('is told in ours where it says %s', (_what, body) => {
    expect(readProblem(502, body)).toMatchObject({
      title: 'The control plane answered 502',
      status: 502,
      code: 'unexpected_answer',
    });
  });
});
