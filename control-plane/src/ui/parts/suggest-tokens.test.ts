import { describe, expect, it } from 'vitest';
import { suggestTokens } from './suggest-tokens.ts';

const vocabulary = {
  explained: { action: 'What was done', actor: 'Who' },
  values: (key: 'action' | 'actor') =>
    key === 'actor'
      ? ['anna@example.org', 'owner key', 'schedule:nightly']
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
    ['actor:', ['actor:anna@example.org', 'actor:"owner key"', 'actor:schedule:nightly']],
    ['actor:"ow', ['actor:"owner key"']],
    ['actor:OWN', ['actor:"owner key"']],
    ['actor:schedule:n', ['actor:schedule:nightly']],
    ['action:agent l', ['action:AgentLost']],
    ['action:job', ['action:JobDeleted']],
    ['colour:b', []],
  ])('to %j is %j', (typed, values) => {
    expect(suggestTokens(typed, vocabulary).map(({ value }) => value)).toEqual(values);
  });
});
