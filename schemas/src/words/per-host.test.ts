import { expect, it } from 'vitest';
import { perHostWords } from './per-host.ts';

it('says of a per-host job on how many of the agents that it is for it runs', () => {
  expect(perHostWords({ matching: 3, running: 2 })).toBe('2 of 3 matching agents');
  expect(perHostWords({ matching: 1, running: 1 })).toBe('1 of 1 matching agent');
  expect(perHostWords({ matching: 0, running: 0 })).toBe('no agent matches');
});
