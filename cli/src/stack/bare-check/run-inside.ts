import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { inheritedEnvironment } from '../config.ts';
import { runIsolated } from './run-isolated.ts';

/**
 * The first process of the new namespaces: gives the root its /proc, /sys, /dev and control groups, then changes into
 * it. All mounts are in a namespace that ends with it.
 */
const enter = `
set -eu
root=$1 repository=$2
mount --bind "$root" "$root"
mount -t proc proc "$root/proc"
mount -t sysfs sysfs "$root/sys"
mount --rbind /sys/fs/cgroup "$root/sys/fs/cgroup"
mount --rbind /dev "$root/dev"
mkdir -p "$root/mnt/repository"
mount --bind -o ro "$repository" "$root/mnt/repository"
shift 2
exec chroot "$root" /usr/bin/env -i "$@" bash /mnt/inside.sh /mnt/repository
`;

/** Settings of the environment that belong to the machine rather than to the user. */
const machineVariables = [
  'NODE_EXTRA_CA_CERTS',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'CURL_CA_BUNDLE',
  'GIT_SSL_CAINFO',
  ...['http_proxy', 'https_proxy', 'no_proxy'].flatMap((name) => [name, name.toUpperCase()]),
];

/**
 * Runs test/bare-check/inside.sh in the root, in process, mount and network namespaces of its own, with its output
 * on this terminal.
 *
 * @returns its exit code
 */
export async function runInside(
  root: string,
  networkName: string,
  repositoryRoot: string,
  interrupted: AbortSignal,
): Promise<number> {
  mkdirSync(join(root, 'mnt'), { recursive: true });
  copyFileSync(join(repositoryRoot, 'test/bare-check/inside.sh'), join(root, 'mnt/inside.sh'));
  const mine = inheritedEnvironment();
  const environment = [
    'HOME=/root',
    'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    ...machineVariables.flatMap((name) => {
      const value = mine[name];
      const isMissingFile = value?.startsWith('/') === true && !existsSync(join(root, value));
      return value === undefined || isMissingFile ? [] : [`${name}=${value}`];
    }),
  ];
  const { code, output } = await runIsolated(
    ['nsenter', `--net=/run/netns/${networkName}`, 'sh', '-c', enter, 'sh', root, repositoryRoot, ...environment],
    'shown',
    interrupted,
  );
  if (output !== '') process.stderr.write(`${output}\n`);
  return code;
}
