/** One thing that `longshore test` runs: a program with its arguments, from the repository's root. */
export interface Check {
  /** Short, for the line that says how it went. */
  name: string;
  /** A script that Node runs, and its arguments. */
  args: readonly string[];
  /** `tests` are vitest runs, whose own tests are counted; a `gate` counts as one. */
  kind: 'gate' | 'tests';
  /** `quick`: only in `longshore test --quick`; `full`: only without it. */
  runs: 'always' | 'quick' | 'full';
  /** Needs what `./longshore` installs for tests: Java, an engine, Chromium. */
  needs: readonly ('services' | 'engine' | 'chromium' | 'hosts' | 'systemd')[];
}

const biome = 'node_modules/@biomejs/biome/bin/biome';
const tsc = 'node_modules/typescript/bin/tsc';
const oxlint = 'node_modules/oxlint/bin/oxlint';
const knip = 'node_modules/knip/bin/knip.js';
const vitest = 'node_modules/vitest/vitest.mjs';

function gate(name: string, ...args: string[]): Check {
  return { name, args, kind: 'gate', runs: 'always', needs: [] };
}

/**
 * Everything that must hold, cheapest first. The pages' types come from Next.js, so types are checked after
 * `next typegen` or a build; Prisma's client must have been generated.
 */
export const checks: readonly Check[] = [
  gate('format, lint, import order', biome, 'check', '--error-on-warnings', '.'),
  gate('promises and pure decisions', oxlint, '--type-aware', '--deny-warnings', '.'),
  gate('types', tsc, '-p', 'tsconfig.json'),
  gate('types of the control plane', tsc, '-p', 'control-plane/tsconfig.json', '--noEmit'),
  gate('types of the browser tests', tsc, '-p', 'test/browser/tsconfig.json'),
  gate('types generated from the Avro schemas', 'schemas/generate.ts', '--check'),
  gate('types generated from the API', 'control-plane/src/http/openapi/generate-main.ts', '--check'),
  gate('import arrows', 'test/arrows/check-arrows.ts'),
  gate('unused code', knip, '--no-progress', '--no-config-hints'),
  { name: 'unit', args: [vitest, 'run', '--project', 'unit'], kind: 'tests', runs: 'always', needs: [] },
  {
    name: 'integration, the thin path',
    args: [vitest, 'run', '--project', 'integration', 'test/integration/thin/'],
    kind: 'tests',
    runs: 'quick',
    needs: ['services', 'engine'],
  },
  {
    name: 'integration',
    args: [vitest, 'run', '--project', 'integration'],
    kind: 'tests',
    runs: 'full',
    needs: ['services', 'engine', 'systemd'],
  },
  {
    name: 'browser',
    args: [vitest, 'run', '--project', 'browser'],
    kind: 'tests',
    runs: 'full',
    needs: ['services', 'engine', 'chromium', 'hosts'],
  },
  {
    name: 'faults',
    args: [vitest, 'run', '--project', 'silence', '--project', 'faults'],
    kind: 'tests',
    runs: 'full',
    needs: ['services', 'engine', 'hosts', 'systemd'],
  },
];
