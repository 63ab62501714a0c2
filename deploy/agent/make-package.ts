import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, copyFile, link, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { inheritedEnvironment } from './config.ts';

const run = promisify(execFile);

/** Files as they stand in `package/`, and where on a host they go. */
const INSTALLED = {
  'agent.toml': 'etc/longshore/agent.toml',
  'longshore-agent.service': 'usr/lib/systemd/system/longshore-agent.service',
  copyright: 'usr/share/doc/longshore-agent/copyright',
} as const;
const SCRIPTS = ['postinst', 'prerm', 'postrm'] as const;

export interface MakePackageOptions {
  /** The repository's folder. */
  root: string;
  /** An empty folder for the package's tree. */
  scratch: string;
  executable: string;
  version: string;
  /** Debian's name of the architecture. */
  architecture: string;
  /** Where the package is written. */
  target: string;
}

/**
 * Makes the Debian package of an executable that is there already.
 *
 * @throws when there is no dpkg-deb: it is part of Debian, and of everything made from it
 */
export async function makePackage(options: MakePackageOptions): Promise<void> {
  const { root, scratch, version, target } = options;
  const parts = join(root, 'deploy/agent/package');
  const installed = ['usr/bin/longshore-agent', ...Object.values(INSTALLED)];
  const place = async (path: string, mode: number, put: (at: string) => Promise<void>): Promise<void> => {
    const at = join(scratch, path);
    await mkdir(dirname(at), { recursive: true, mode: 0o755 });
    await put(at);
    await chmod(at, mode);
  };
  // A link is as good as a copy here, and takes no time.
  await place('usr/bin/longshore-agent', 0o755, (at) => link(options.executable, at));
  for (const [from, to] of Object.entries(INSTALLED)) {
    await place(to, 0o644, (at) => copyFile(join(parts, from), at));
  }
  const documents = 'usr/share/doc/longshore-agent';
  await place(`${documents}/agent.md`, 0o644, (at) => copyFile(join(root, 'docs/agent.md'), at));
  await place(`${documents}/changelog.gz`, 0o644, (at) => writeFile(at, gzipSync(changelog(version), { level: 9 })));
  installed.push(`${documents}/agent.md`, `${documents}/changelog.gz`);

  const sizes = await Promise.all(installed.map(async (path) => (await stat(join(scratch, path))).size));
  const values = {
    VERSION: version,
    ARCHITECTURE: options.architecture,
    INSTALLED_SIZE: String(Math.ceil(sizes.reduce((sum, size) => sum + size, 0) / 1_024)),
  };
  const control = Object.entries(values).reduce(
    (text, [name, value]) => text.replace(`@${name}@`, value),
    await readFile(join(parts, 'control'), 'utf8'),
  );
  await place('DEBIAN/control', 0o644, (at) => writeFile(at, control));
  await place('DEBIAN/conffiles', 0o644, (at) => copyFile(join(parts, 'conffiles'), at));
  await place('DEBIAN/md5sums', 0o644, async (at) => writeFile(at, await checksums(scratch, installed)));
  for (const script of SCRIPTS) {
    await place(`DEBIAN/${script}`, 0o755, (at) => copyFile(join(parts, script), at));
  }
  // zstd at this level packs in a twentieth of xz's time to a quarter more; dpkg reads it since Debian 12.
  await run('dpkg-deb', ['-Zzstd', '-z9', '--root-owner-group', '--build', scratch, target], {
    env: inheritedEnvironment(),
  }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') throw new Error('dpkg-deb is not installed; the package can be made on Debian only');
    throw error;
  });
}

async function checksums(folder: string, paths: readonly string[]): Promise<string> {
  const listed = paths.filter((path) => !path.startsWith('etc/')).toSorted();
  const lines = await Promise.all(
    listed.map(async (path) => {
      const hash = createHash('md5').update(await readFile(join(folder, path)));
      return `${hash.digest('hex')}  ${path}\n`;
    }),
  );
  return lines.join('');
}

function changelog(version: string): string {
  return `longshore-agent (${version}) stable; urgency=medium

  * The history is in the repository.

 -- The Longshore contributors <noreply@longshore.invalid>  ${new Date().toUTCString().replace('GMT', '+0000')}
`;
}
