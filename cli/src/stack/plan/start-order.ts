interface Dependent {
  readonly name: string;
  readonly dependsOn: readonly string[];
}

/**
 * Orders services so that each comes after everything it depends on; among those that could come next, the
 * given order is kept.
 *
 * @throws Error when a dependency is not in the list, a name is there twice, or services depend on each other in a ring
 */
export function startOrder<T extends Dependent>(services: readonly T[]): T[] {
  const names = new Set<string>();
  for (const service of services) {
    if (names.has(service.name)) throw new Error(`service "${service.name}" is described twice`);
    names.add(service.name);
  }
  for (const service of services) {
    for (const dependency of service.dependsOn) {
      if (!names.has(dependency)) {
        throw new Error(`service "${service.name}" depends on "${dependency}", which is not described`);
      }
    }
  }
  const ordered: T[] = [];
  const placed = new Set<string>();
  let waiting = [...services];
  while (waiting.length > 0) {
    const next = waiting.find((service) => service.dependsOn.every((name) => placed.has(name)));
    if (next === undefined) {
      throw new Error(`services wait for each other in a ring: ${waiting.map(({ name }) => name).join(', ')}`);
    }
    ordered.push(next);
    placed.add(next.name);
    waiting = waiting.filter((service) => service !== next);
  }
  return ordered;
}

/** The names that, directly or through others, depend on the given one. */
export function dependentsOf(name: string, services: readonly Dependent[]): string[] {
  const found = new Set<string>([name]);
  for (const service of startOrder(services)) {
    if (service.dependsOn.some((dependency) => found.has(dependency))) found.add(service.name);
  }
  found.delete(name);
  return [...found];
}
