import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { type AgentBuild, buildAgent } from './build-agent.ts';

const root = join(import.meta.dirname, '../..');

const USAGE = `node deploy/agent/build-main.ts

Builds the agent as one executable with Node in it, and as a Debian package, unless they are up to date.

  --output FOLDER   where they are put (default: dist/agent)
  --json            say what was built as one JSON document`;

try {
  const { values } = parseArgs({
    options: {
      output: { type: 'string', default: join(root, 'dist/agent') },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
  } else {
    const startedAtMs = performance.now();
    const build = await buildAgent({ root, output: values.output });
    console.log(values.json ? JSON.stringify(build, null, 2) : describe(build, performance.now() - startedAtMs));
  }
} catch (error) {
  if ((error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS') !== true) throw error;
  console.error(`${(error as Error).message}\n\n${USAGE}`);
  process.exitCode = 2;
}

function describe({ version, outcome, sha256, ...paths }: AgentBuild, tookMs: number): string {
  return [
    `longshore-agent ${version}  ${outcome}  ${(tookMs / 1_000).toFixed(1)} s`,
    `  executable  ${relative('', paths.executable)}`,
    `  SHA-256     ${sha256}`,
    `  package     ${relative('', paths.package)}`,
  ].join('\n');
}
