import { describe, expect, it } from 'vitest';
import { suggestTokens } from './suggest-tokens.ts';

const vocabulary = {
  explained: { action: 'What was done', actor: 'Who' },
  values: (key: 'action' | 'actor') =>
    key === 'actor'
      ? ['api', 'schedule:nightly']
      : [
          { value: 'JobDeleted', hint: 'Job deleted' },
          { value: 'AgentLost', hint: 'Agent lost' },
        ],
};

describe('what is suggested while one types a filter', () => {
  it.each([
    ['', ['action:', 'actor:']],
    ['ACTO', ['actor:']],
    ['x', []],
    ['actor:', ['actor:api', 'actor:schedule:nightly']],
    ['actor:schedule:n', ['actor:schedule:nightly']],
    ['action:agent l', ['action:AgentLost']],
    ['action:job', ['action:JobDeleted']],
    ['colour:b', []],
  ])('to %j is %j', (typed, values) => {
    expect(suggestTokens(typed, vocabulary).map(({ value }) => value)).toEqual(values);
  });
});
