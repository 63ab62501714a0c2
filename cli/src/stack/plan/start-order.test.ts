import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dependentsOf, startOrder } from './start-order.ts';

const service = (name: string, ...dependsOn: string[]) => ({ name, dependsOn });

describe('the order of starting', () => {
  it('puts each service after everything it depends on', () => {
    const ordered = startOrder([
      service('web', 'topics'),
      service('topics', 'kafka', 'registry'),
      service('kafka'),
      service('registry'),
    ]);
    expect(ordered.map(({ name }) => name)).toEqual(['kafka', 'registry', 'topics', 'web']);
  });

  it('keeps any order without rings possible, losing and inventing nothing', () => {
    const acyclic = fc
      .array(fc.array(fc.nat(), { maxLength: 4 }), { minLength: 1, maxLength: 12 })
      .map((rows) =>
        rows.map((row, index) =>
          service(`s${index}`, ...(index === 0 ? [] : [...new Set(row.map((pick) => `s${pick % index}`))])),
        ),
      );
    fc.assert(
      fc.property(acyclic, fc.infiniteStream(fc.nat()), (services, randoms) => {
        const shuffled = [...services].sort(() => (randoms.next().value % 2 === 0 ? 1 : -1));
        const ordered = startOrder(shuffled).map(({ name }) => name);
        expect([...ordered].sort()).toEqual(services.map(({ name }) => name).sort());
        for (const { name, dependsOn } of services) {
          for (const dependency of dependsOn) expect(ordered.indexOf(dependency)).toBeLessThan(ordered.indexOf(name));
        }
      }),
    );
  });

  it('names the services that wait for each other in a ring', () => {
    expect(() => startOrder([service('a', 'b'), service('b', 'a'), service('c')])).toThrow(/ring: a, b/);
  });

  it('refuses a dependency that nobody describes, and a name that is there twice', () => {
    expect(() => startOrder([service('web', 'topics')])).toThrow('"web" depends on "topics"');
    expect(() => startOrder([service('web'), service('web')])).toThrow('"web" is described twice');
  });

  it('finds what depends on a service through others', () => {
    const services = [service('kafka'), service('topics', 'kafka'), service('web', 'topics'), service('postgres')];
    expect(dependentsOf('kafka', services)).toEqual(['topics', 'web']);
    expect(dependentsOf('web', services)).toEqual([]);
  });
});
