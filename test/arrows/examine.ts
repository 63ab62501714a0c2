import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findForbiddenReach } from './reach.ts';
import { readModules } from './read-modules.ts';
import { importRules, reachRules } from './rules.ts';

/** What was read, and each broken rule as a line to print. */
export interface Examination {
  modulesRead: number;
  violations: string[];
}

const useClient = /^(\s|\/\/[^\n]*\n|\/\*[\s\S]*?\*\/)*['"]use client['"]/;

/** Checks all import rules over the modules under a root. */
export async function examineArrows(root: string): Promise<Examination> {
  const result = await readModules(root, importRules);
  const comments = new Map(importRules.map((rule) => [rule.name, rule.comment]));
  const own = result.modules.filter((module) => !module.coreModule && !module.source.includes('node_modules/'));
  const read = own.filter((module) => !module.couldNotResolve);

  const direct = result.summary.violations.map(({ rule, from, to, cycle }) => {
    const path = cycle ? [from, ...cycle.map((step) => step.name)] : [from, to];
    return `${rule.name}: ${path.join(' → ')}  (${comments.get(rule.name) ?? ''})`;
  });
  const clients = new Set(
    read
      .map((module) => module.source)
      .filter((source) => /^control-plane\/src\/.*\.tsx?$/.test(source))
      .filter((source) => useClient.test(readFileSync(join(root, source), 'utf8'))),
  );
  const reached = reachRules
    .flatMap((rule) => findForbiddenReach(result.modules, clients, rule))
    .map(({ rule, chain }) => `${rule.name}: ${chain.join(' → ')}  (${rule.comment})`);

  return { modulesRead: read.length, violations: [...new Set([...direct, ...reached])] };
}
