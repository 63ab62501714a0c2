import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answer } from './answer.ts';
import { isMethod, RouteTable } from './route-table.ts';

const module = (name: string) => ({ GET: async () => answer(name) });
const routes = {
  '/jobs': module('jobs'),
  '/jobs/plan': module('plan'),
  '/jobs/{id}': module('job'),
  '/jobs/{id}/logs': module('logs'),
  '/hooks/{id}/tries/{try}/again': module('again'),
};
const table = new RouteTable(routes);
const found = (path: string) => {
  const route = table.find(path);
  if (route === null) return null;
  const [pattern] = Object.entries(routes).find(([, each]) => each === route.methods) ?? [];
  return [pattern, route.params];
};

describe('a table of routes', () => {
  it('finds a path by its words before one by its parameters', () => {
    expect(found('/jobs')).toEqual(['/jobs', {}]);
    expect(found('/jobs/plan')).toEqual(['/jobs/plan', {}]);
    expect(found('/jobs/plans')).toEqual(['/jobs/{id}', { id: 'plans' }]);
    expect(found('/jobs/plan/logs')).toEqual(['/jobs/{id}/logs', { id: 'plan' }]);
    expect(found('/hooks/a/tries/b/again')).toEqual(['/hooks/{id}/tries/{try}/again', { id: 'a', try: 'b' }]);
  });

  it.each([
    '',
    '/',
    '/job',
    '/jobs/',
    '/jobs//logs',
    '/jobs/a/log',
    '/jobs/a/logs/',
    '/JOBS',
    'jobs',
    '/jobs/%',
    '/jobs/%ff',
  ])('has nothing at %j', (path) => {
    expect(found(path)).toBeNull();
  });

  it('gives back whatever text stood in the place of a parameter', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
        expect(found(`/jobs/${encodeURIComponent(text)}/logs`)).toEqual(['/jobs/{id}/logs', { id: text }]);
      }),
    );
  });

  it.each(['get', 'HEAD', 'constructor', '__proto__', 'TRACE', ''])('takes %j for no method of a route', (method) => {
    expect(isMethod(method)).toBe(false);
  });
});
