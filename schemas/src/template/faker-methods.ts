import type { Faker } from '@faker-js/faker';

/** A method of faker, bound to its module. */
export type FakerMethod = (...args: unknown[]) => unknown;

/** Every method that an expression may name, by its path such as `person.fullName`. What is not in it cannot be called. */
export function listFakerMethods(faker: Faker): ReadonlyMap<string, FakerMethod> {
  const methods = new Map<string, FakerMethod>();
  for (const [moduleName, module] of Object.entries(faker)) {
    if (typeof module !== 'object' || module === null || moduleName.startsWith('_')) continue;
    if (moduleName === 'definitions' || moduleName === 'rawDefinitions') continue;
    for (const methodName of methodNames(module)) {
      const method: unknown = (module as Record<string, unknown>)[methodName];
      if (typeof method === 'function') {
        methods.set(`${moduleName}.${methodName}`, (...args) => method.apply(module, args) as unknown);
      }
    }
  }
  return methods;
}

function methodNames(module: object): Set<string> {
  const names = new Set<string>();
  for (let level: object = module; level !== Object.prototype; level = Object.getPrototypeOf(level) as object) {
    for (const name of Object.getOwnPropertyNames(level)) {
      if (name !== 'constructor' && !name.startsWith('_')) names.add(name);
    }
  }
  return names;
}
