import type { IModule } from 'dependency-cruiser';
import type { ReachRule } from './rules.ts';

/** A chain of imports that must not be: from the module a rule is about to the one it must not reach. */
export interface ForbiddenReach {
  rule: ReachRule;
  chain: string[];
}

/**
 * Follows run-time imports (types are erased, so `import type` counts for nothing) from the modules that a rule is about,
 * and returns the shortest chain to each module it must not reach.
 */
export function findForbiddenReach(
  modules: readonly IModule[],
  clientComponents: ReadonlySet<string>,
  rule: ReachRule,
): ForbiddenReach[] {
  const bySource = new Map(modules.map((module) => [module.source, module]));
  const starts = modules
    .map((module) => module.source)
    .filter((source) => (rule.from === 'client components' ? clientComponents.has(source) : rule.from.test(source)));
  return starts.flatMap((start) => chainsFrom(start, bySource, rule).map((chain) => ({ rule, chain })));
}

function chainsFrom(start: string, bySource: ReadonlyMap<string, IModule>, rule: ReachRule): string[][] {
  const cameFrom = new Map<string, string | null>([[start, null]]);
  const waiting = [start];
  const found: string[][] = [];
  for (let source = waiting.shift(); source !== undefined; source = waiting.shift()) {
    for (const dependency of bySource.get(source)?.dependencies ?? []) {
      const types: readonly string[] = dependency.dependencyTypes;
      if (types.includes('type-only') || cameFrom.has(dependency.resolved)) continue;
      cameFrom.set(dependency.resolved, source);
      const ofNode = dependency.coreModule === true;
      if (rule.to.test(dependency.resolved) || (ofNode && rule.nodeModules)) {
        found.push(chainTo(dependency.resolved, cameFrom));
      } else if (!dependency.resolved.includes('node_modules/') && !ofNode) {
        waiting.push(dependency.resolved);
      }
    }
  }
  return found;
}

function chainTo(end: string, cameFrom: ReadonlyMap<string, string | null>): string[] {
  const chain = [end];
  for (let at = cameFrom.get(end); at; at = cameFrom.get(at)) chain.unshift(at);
  return chain;
}
