import { appendFileSync, cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { runCommand } from '../prepare/run-command.ts';

/** Where the machine says which registries, mirrors and certificates are to be used, and where that goes in the root. */
const copied: readonly (readonly [from: string, to: string])[] = [
  ['/etc/resolv.conf', '/etc/resolv.conf'],
  ['/usr/local/share/ca-certificates', '/usr/local/share/ca-certificates'],
  ['/etc/apt/sources.list', '/etc/apt/sources.list'],
  ['/etc/apt/sources.list.d', '/etc/apt/sources.list.d'],
  ['/etc/apt/apt.conf.d', '/etc/apt/apt.conf.d'],
  ['/etc/apt/auth.conf.d', '/etc/apt/auth.conf.d'],
  ['/etc/apt/trusted.gpg.d', '/etc/apt/trusted.gpg.d'],
  ['/etc/apt/keyrings', '/etc/apt/keyrings'],
  ['/usr/share/keyrings', '/usr/share/keyrings'],
];

/**
 * Tells the bare root what the machine's administrator told this machine: mirrors, credentials, certificates, name
 * servers. All is copied from where it stands here, so that nothing of it stands in the repository.
 *
 * @returns what was copied
 */
export async function copyMachineSettings(root: string): Promise<string[]> {
  const done: string[] = [];
  for (const [from, to] of copied) {
    if (!existsSync(from)) continue;
    cpSync(from, join(root, to), { recursive: true, dereference: true });
    done.push(from);
  }
  // A user's settings count for Debian's npm and for the pinned one, and for Maven before it is even installed.
  for (const path of await npmSettings()) {
    appendFileSync(join(root, 'root/.npmrc'), `${readFileSync(path, 'utf8')}\n`);
    done.push(path);
  }
  const mavenSettings = [join(homedir(), '.m2/settings.xml'), '/etc/maven/settings.xml'].find((path) =>
    existsSync(path),
  );
  if (mavenSettings !== undefined) {
    const target = join(root, 'root/.m2/settings.xml');
    mkdirSync(dirname(target), { recursive: true });
    cpSync(mavenSettings, target);
    done.push(mavenSettings);
  }
  await runCommand(['chroot', root, 'update-ca-certificates']);
  return done;
}

/** Settings of the machine's own npm, not of the pinned one that this process has first in its search path. */
async function npmSettings(): Promise<string[]> {
  const npm = ['/usr/local/bin/npm', '/usr/bin/npm'].find((path) => existsSync(path));
  if (npm === undefined) return [join(homedir(), '.npmrc')].filter((path) => existsSync(path));
  const asked = ['globalconfig', 'userconfig'].map((key) =>
    runCommand([npm, 'config', 'get', key], { cwd: '/', env: { PATH: `${dirname(npm)}:/usr/bin:/bin` } }),
  );
  return (await Promise.all(asked)).map((path) => path.trim()).filter((path) => existsSync(path));
}
