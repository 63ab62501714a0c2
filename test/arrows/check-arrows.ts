import { execFileSync } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { examineArrows } from './examine.ts';
import { freeFolders, mayImport } from './rules.ts';

/** Checks the import arrows of the whole repository; ends with 1 if one is broken, or if too little was read to know. */
const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

function trackedModules(): number {
  const folders = [...Object.keys(mayImport), ...freeFolders];
  const listed = execFileSync('git', ['ls-files', '-z', '--', ...folders], { cwd: root, encoding: 'utf8' }).split('\0');
  return listed.filter((path) => /\.(ts|tsx|mts|js|mjs)$/.test(path) && !path.startsWith('test/arrows/fixtures/'))
    .length;
}

const tracked = trackedModules();
const { modulesRead, violations } = await examineArrows(root);
for (const violation of violations) process.stdout.write(`${violation}\n`);

if (modulesRead === 0 || modulesRead < tracked / 2) {
  process.stderr.write(`The arrows were not checked: ${modulesRead} modules read of ${tracked} that are tracked.\n`);
  process.exitCode = 1;
} else if (violations.length > 0) {
  process.stderr.write(`${violations.length} broken import rules in ${modulesRead} modules.\n`);
  process.exitCode = 1;
} else {
  process.stdout.write(`${modulesRead} modules keep to the import arrows (${tracked} tracked).\n`);
}
