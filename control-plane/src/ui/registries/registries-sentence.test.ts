import { expect, test } from 'vitest';
import { sampleRegistry } from '../../../../test/fakes/control-plane/fake-registries.ts';
import { registriesSentence } from './registries-sentence.ts';

test('the sentence counts registries and their jobs, and what wants to be signed in to again', () => {
  const one = sampleRegistry({ jobs: 1 });
  const other = sampleRegistry({ registry: 'docker.io', jobs: 4, usable: false });
  expect(registriesSentence({ items: [], ready: true })).toBe('Images are pulled without signing in');
  expect(registriesSentence({ items: [sampleRegistry()], ready: true })).toBe('1 registry');
  expect(registriesSentence({ items: [one], ready: true })).toBe('1 registry · 1 open job takes images from there');
  expect(registriesSentence({ items: [one, other], ready: true })).toBe(
    '2 registries · 5 open jobs take images from there · 1 to sign in to again',
  );
  expect(registriesSentence({ items: [other], ready: false })).toBe('1 registry · 4 open jobs take images from there');
});
