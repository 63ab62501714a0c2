import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { loadStackConfig } from '../../cli/src/stack/config.ts';
import { runTool } from './run-tool.ts';

/**
 * The files of a Debian package, in a folder of the cache. Unpacked rather than installed: some packages would start
 * their program for all of the machine. Libraries that it needs are not fetched.
 *
 * @param file - one that the package has, such as `usr/bin/prometheus`
 * @returns the folder in which the package's files lie as they would lie under `/`
 */
export async function unpackDebianPackage(name: string, file: string): Promise<string> {
  const cache = loadStackConfig().cacheDirectory;
  const folder = join(cache, name);
  if (existsSync(join(folder, file))) return folder;
  await mkdir(cache, { recursive: true });
  const making = await mkdtemp(join(cache, `${name}-making-`));
  await runTool('apt-get', '--quiet=2', 'update');
  await runTool('sh', '-c', 'cd "$1" && apt-get --quiet=2 download "$2"', 'sh', making, name);
  const [archive = ''] = await readdir(making);
  await runTool('dpkg-deb', '--extract', join(making, archive), join(making, 'root'));
  await rm(folder, { recursive: true, force: true });
  await rename(join(making, 'root'), folder);
  await rm(making, { recursive: true });
  return folder;
}
