import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const notInputs = new Set(['node_modules', '.next', 'dist', 'generated']);

/** What the pages may import of ours (test/arrows/rules.ts), and what says how they are built. */
const PAGES = [
  'control-plane/src/app',
  'control-plane/src/ui',
  'control-plane/src/proxy.ts',
  'control-plane/src/http/security-headers.ts',
  'control-plane/public',
  'control-plane/next.config.ts',
  'control-plane/postcss.config.mjs',
  'control-plane/tsconfig.json',
  'control-plane/package.json',
  'kitchens',
  'schemas',
  'sorting',
  'kitchens',
  'tsconfig.json',
  'package-lock.json',
  'cli/src/stack/programs/build-web-main.ts',
];

/** Identifies what the pages are built from; the lockfile stands for the installed packages. */
export function webInputs(repositoryRoot: string): string {
  return hashInputs(repositoryRoot, PAGES);
}

/** Identifies what the database client is generated from. */
export function clientInputs(repositoryRoot: string): string {
  const sources = ['control-plane/prisma/schema.prisma', 'control-plane/prisma.config.ts', 'package-lock.json'];
  return hashInputs(repositoryRoot, sources);
}

/**
 * A hash of files and folders with all that is in them, by name and content, without what is installed, generated
 * or a test. What does not exist counts as empty.
 */
export function hashInputs(root: string, paths: readonly string[]): string {
  const hash = createHash('sha256');
  for (const path of paths.flatMap((given) => listFiles(join(root, given))).sort()) {
    hash
      .update(`${relative(root, path)}\0`)
      .update(readFileSync(path))
      .update('\0');
  }
  return hash.digest('hex').slice(0, 16);
}

function listFiles(path: string): string[] {
  if (!existsSync(path)) return [];
  const entries = readDirectory(path);
  if (entries === undefined) return [path];
  return entries
    .filter(({ name }) => !notInputs.has(name) && !/\.test\.tsx?$|\.tsbuildinfo$|^next-env\.d\.ts$/.test(name))
    .flatMap((entry) => (entry.isDirectory() ? listFiles(join(path, entry.name)) : [join(path, entry.name)]));
}

/** @returns `undefined` for a file */
function readDirectory(path: string) {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return undefined;
    throw error;
  }
}
