import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { examineArrows } from './examine.ts';

const roots: string[] = [];

afterEach(() => {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true });
});

/** A small repository: workspaces as symlinks, as npm makes them, and packages that are only a name. */
function repository(files: Record<string, string>): string {
  const root = mkdtempSync(join(tmpdir(), 'longshore-arrows-'));
  roots.push(root);
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  for (const name of ['kafkajs', 'avsc', 'dockerode', 'pg', 'zod', 'react']) {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, main: 'index.js' }));
    write(`node_modules/${name}/index.js`, 'module.exports = {};');
  }
  mkdirSync(join(root, 'node_modules/@longshore'));
  for (const name of ['schemas', 'kafka']) {
    write(`${name}/package.json`, JSON.stringify({ name: `@longshore/${name}`, exports: { '.': './src/index.ts' } }));
    write(`${name}/src/index.ts`, 'export const answer = 1;\n');
    symlinkSync(join(root, name), join(root, 'node_modules/@longshore', name));
  }
  for (const [path, text] of Object.entries(files)) write(path, text);
  return root;
}

async function brokenRules(files: Record<string, string>): Promise<string[]> {
  const { violations } = await examineArrows(repository(files));
  return violations.map((violation) => violation.slice(0, violation.indexOf('  (')));
}

describe('the import arrows', () => {
  it('let every folder import what the design says, and count what was read', async () => {
    const { modulesRead, violations } = await examineArrows(
      repository({
        'agent/src/main.ts': "import '@longshore/kafka'; import '@longshore/schemas'; import 'node:fs';",
        'agent/src/engine/docker.ts': "import 'dockerode';",
        'kafka/src/client.ts': "import 'kafkajs'; import 'avsc';",
        'control-plane/src/ui/badge.tsx': "import 'react'; import '@longshore/schemas';",
        'control-plane/src/app/page.tsx': "import 'pg'; import '@/ui/badge.tsx';",
        'test/fakes/engine.ts': 'export const fake = 1;',
        'agent/src/handle.test.ts': "import '../../test/fakes/engine.ts';",
        'test/checks.ts': 'export const checks = 1;',
        'cli/src/test.ts': "import '../../test/checks.ts';",
      }),
    );
    expect(violations).toEqual([]);
    expect(modulesRead).toBe(11);
  });

  it.each([
    [
      'a folder that may import nothing of ours, through its package name',
      { 'schemas/src/job.ts': "import '@longshore/kafka';" },
      ['schemas-imports: schemas/src/job.ts → kafka/src/index.ts'],
    ],
    [
      'a folder that reaches into another by a relative path, even for a type',
      {
        'cli/src/list.ts': "import type { Job } from '../../control-plane/src/services/job.ts';",
        'control-plane/src/services/job.ts': 'export type Job = string;',
      },
      ['cli-imports: cli/src/list.ts → control-plane/src/services/job.ts'],
    ],
    [
      'product code that uses what is for tests',
      { 'agent/src/main.ts': "import '../../test/fakes/engine.ts';", 'test/fakes/engine.ts': 'export {};' },
      ['agent-imports: agent/src/main.ts → test/fakes/engine.ts'],
    ],
    [
      'a Kafka client outside kafka/',
      { 'agent/src/main.ts': "await using kafka = await import('kafkajs');" },
      ['kafka-clients-only-in-kafka: agent/src/main.ts → node_modules/kafkajs/index.js'],
    ],
    [
      'a Docker client outside the engine',
      { 'agent/src/handler/start.ts': "import Docker from 'dockerode'; export { Docker };" },
      ['docker-client-only-in-the-engine: agent/src/handler/start.ts → node_modules/dockerode/index.js'],
    ],
    [
      'a circle',
      { 'agent/src/a.ts': "import './b.ts';", 'agent/src/b.ts': "import './a.ts';" },
      ['no-cycles: agent/src/a.ts → agent/src/b.ts → agent/src/a.ts'],
    ],
    [
      'an import that leads nowhere',
      { 'agent/src/a.ts': "import './gone.ts';" },
      ['resolvable: agent/src/a.ts → ./gone.ts'],
    ],
    [
      'a client component that reaches the database through another module',
      {
        'control-plane/src/app/jobs/table.tsx': "// The table.\n'use client';\nimport '../../services/list.ts';",
        'control-plane/src/services/list.ts': "import 'pg';",
      },
      [
        'browser-code: control-plane/src/app/jobs/table.tsx → control-plane/src/services/list.ts → node_modules/pg/index.js',
        'pages-hold-no-data: control-plane/src/app/jobs/table.tsx → control-plane/src/services/list.ts',
      ],
    ],
    [
      'a page that reaches past the API, even for a type',
      {
        'control-plane/src/ui/list.tsx': "import type { Job } from '../services/job.ts'; import './names.ts';",
        'control-plane/src/ui/names.ts': 'export {};',
        'control-plane/src/services/job.ts': 'export type Job = string;',
        'control-plane/src/proxy.ts': "import './http/security-headers.ts';",
        'control-plane/src/http/security-headers.ts': 'export {};',
      },
      ['pages-hold-no-data: control-plane/src/ui/list.tsx → control-plane/src/services/job.ts'],
    ],
    [
      'a component library that imports Kafka or Node',
      { 'control-plane/src/ui/badge.tsx': "import '@longshore/kafka'; import 'node:fs';" },
      [
        'browser-code: control-plane/src/ui/badge.tsx → kafka/src/index.ts',
        'browser-code: control-plane/src/ui/badge.tsx → fs',
      ],
    ],
    [
      'a shared schema that uses Node',
      { 'schemas/src/id.ts': "import { randomUUID } from 'node:crypto'; export { randomUUID };" },
      ['safe-in-a-browser: schemas/src/id.ts → crypto'],
    ],
    [
      'a decision that reaches a client',
      {
        'agent/src/decide/next-step.ts': "import 'zod'; import '../log.ts';",
        'agent/src/log.ts': "import 'node:fs';",
        'control-plane/src/dispatcher/placement/score.ts': "import 'pg';",
      },
      [
        'decisions-are-pure: agent/src/decide/next-step.ts → agent/src/log.ts → fs',
        'decisions-are-pure: control-plane/src/dispatcher/placement/score.ts → node_modules/pg/index.js',
      ],
    ],
  ])('refuse %s', async (_what, files, expected) => {
    expect((await brokenRules(files)).sort()).toEqual([...expected].sort());
  });

  it('read nothing where there is nothing, so that an empty check can be told from a good one', async () => {
    const root = mkdtempSync(join(tmpdir(), 'longshore-arrows-'));
    roots.push(root);
    mkdirSync(join(root, 'agent'));
    expect((await examineArrows(root)).modulesRead).toBe(0);
  });
});
