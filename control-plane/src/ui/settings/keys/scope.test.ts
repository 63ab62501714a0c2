import { PERMISSIONS, permissionsOf } from '@longshore/schemas';
import { expect, test } from 'vitest';
import { nounsOf, permissionsIn, scopeWords } from './scope.ts';

test('what may be chosen of a key is what its owner may do, by noun', () => {
  const viewer = nounsOf([...permissionsOf('viewer')]);
  expect(viewer.find(({ noun }) => noun === 'jobs')).toEqual({ noun: 'jobs', reaches: ['none', 'read'] });
  expect(viewer.some(({ noun }) => noun === 'users')).toBe(false);
  const operator = nounsOf([...permissionsOf('operator')]);
  expect(operator.find(({ noun }) => noun === 'jobs')).toEqual({ noun: 'jobs', reaches: ['none', 'read', 'write'] });
  expect(operator.find(({ noun }) => noun === 'audit')).toEqual({ noun: 'audit', reaches: ['none', 'read'] });
});

test('all that may be chosen comes to all permissions, and nothing to none', () => {
  const all = Object.fromEntries(nounsOf(PERMISSIONS).map(({ noun, reaches }) => [noun, reaches.at(-1) ?? 'none']));
  expect(permissionsIn(all)).toEqual(PERMISSIONS);
  expect(permissionsIn({})).toEqual([]);
  expect(permissionsIn({ jobs: 'write', agents: 'read', topics: 'none' })).toEqual([
    'jobs:read',
    'jobs:write',
    'agents:read',
  ]);
});

test('doing a worker’s work is chosen by itself', () => {
  expect(nounsOf([...permissionsOf('operator')])).toContainEqual({
    noun: 'work:perform',
    reaches: ['none', 'perform'],
  });
  expect(permissionsIn({ 'work:perform': 'perform' })).toEqual(['work:perform']);
  expect(permissionsIn({ work: 'write' })).toEqual(['work:read', 'work:write']);
  expect(scopeWords(['work:perform', 'work:write'])).toBe('work: read and write and perform');
});

test('a scope is told by noun; who may write may read', () => {
  expect(scopeWords(null)).toBe('All that its owner may do');
  expect(scopeWords(['jobs:write', 'agents:read'])).toBe('jobs: read and write · agents: read');
});
