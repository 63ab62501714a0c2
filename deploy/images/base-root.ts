import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { TarEntry } from './tar-archive.ts';

const run = promisify(execFile);

const CERTIFICATES = '/etc/ssl/certs/ca-certificates.crt';
const BUSYBOX = ['/bin/busybox', '/usr/bin/busybox'];
/** Where there is no busybox: the shell and the programs that every Debian has. */
const PLAIN_PROGRAMS = [
  'sh',
  'cat',
  'date',
  'echo',
  'env',
  'false',
  'head',
  'id',
  'ls',
  'printf',
  'seq',
  'sleep',
  'tail',
  'true',
  'wc',
];
/** The libraries by which a C library looks up names; none of them is linked, so `ldd` does not tell of them. */
const NAME_SERVICES = ['libnss_dns.so.2', 'libnss_files.so.2', 'libresolv.so.2'];

/** What this machine offers to make a base image from. */
export interface BaseParts {
  node: string;
  /** Shared libraries, at the paths where the loader looks for them. */
  libraries: readonly string[];
  certificates: string | null;
  busybox: string | null;
  programs: readonly string[];
}

/** Looks up what a base image would hold, without reading it. */
export async function findBaseParts(node: string): Promise<BaseParts> {
  const busybox = BUSYBOX.find((path) => existsSync(path)) ?? null;
  const programs =
    busybox === null ? PLAIN_PROGRAMS.map((name) => `/bin/${name}`).filter((path) => existsSync(path)) : [];
  const linked = new Set<string>();
  for (const program of [node, ...programs]) {
    for (const library of await librariesOf(program)) linked.add(library);
  }
  const libc = [...linked].find((path) => path.includes('/libc.so'));
  const services =
    libc === undefined ? [] : NAME_SERVICES.map((name) => join(dirname(libc), name)).filter((path) => existsSync(path));
  return {
    node,
    libraries: [...new Set([...linked, ...services])].sort(),
    certificates: existsSync(CERTIFICATES) ? CERTIFICATES : null,
    busybox,
    programs,
  };
}

async function librariesOf(program: string): Promise<string[]> {
  const { stdout } = await run('ldd', [program]);
  return [...stdout.matchAll(/(?:=> )?(\/\S+) \(0x/g)].map((match) => match[1] as string);
}

/** A line per part that changes when the part does. Sizes stand for contents: they are read in no time. */
export async function describeBaseParts(parts: BaseParts): Promise<string> {
  const files = [parts.node, ...parts.libraries, parts.certificates, parts.busybox, ...parts.programs];
  const lines = [`node ${process.version} ${process.arch}`];
  for (const [index, file] of files.entries()) {
    if (file === null) continue;
    lines.push(`${index === 0 ? 'node' : file} ${(await stat(file)).size}`);
  }
  return lines.join('\n');
}

/**
 * The root file system of the base image: Node, the libraries it links, name resolution, CA certificates, a shell, and an
 * unprivileged user 1000. It stands in for `node:24-slim` where no registry can be reached.
 */
export async function baseRoot(parts: BaseParts): Promise<TarEntry[]> {
  const entries: TarEntry[] = [
    ...['dev', 'proc', 'sys', 'app', 'bin', 'usr/local/bin'].map((path) => directory(path)),
    { kind: 'directory', path: 'tmp', mode: 0o1777 },
    { kind: 'directory', path: 'home/node', owner: 1000 },
    { kind: 'file', path: 'usr/local/bin/node', content: await stripped(parts.node), mode: 0o755 },
    text('etc/nsswitch.conf', 'hosts: files dns\n'),
    text('etc/passwd', 'root:x:0:0:root:/root:/bin/sh\nnode:x:1000:1000::/home/node:/bin/sh\n'),
    text('etc/group', 'root:x:0:\nnode:x:1000:\n'),
  ];
  for (const path of [...parts.libraries, ...parts.programs]) {
    entries.push({ kind: 'file', path: path.slice(1), content: await readFile(path), mode: 0o755 });
  }
  if (parts.certificates !== null) {
    entries.push({ kind: 'file', path: parts.certificates.slice(1), content: await readFile(parts.certificates) });
  }
  if (parts.busybox !== null) entries.push(...(await busyboxEntries(parts.busybox)));
  return withParents(entries);
}

async function busyboxEntries(busybox: string): Promise<TarEntry[]> {
  const { stdout } = await run(busybox, ['--list']);
  const applets = stdout.split('\n').filter((name) => name !== '' && name !== 'busybox');
  return [
    { kind: 'file', path: 'bin/busybox', content: await readFile(busybox), mode: 0o755 },
    ...applets.map((name): TarEntry => ({ kind: 'symlink', path: `bin/${name}`, target: 'busybox' })),
  ];
}

/** The binary without its symbols, which nothing needs in a container; as it is where binutils is not installed. */
async function stripped(node: string): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'longshore-base-'));
  try {
    const copy = join(folder, 'node');
    await copyFile(node, copy);
    await run('strip', ['-s', copy]).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
    });
    return await readFile(copy);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function directory(path: string): TarEntry {
  return { kind: 'directory', path };
}

function text(path: string, content: string): TarEntry {
  return { kind: 'file', path, content: Buffer.from(content) };
}

/** Adds the folders above each entry, each before what is in it. */
function withParents(entries: readonly TarEntry[]): TarEntry[] {
  const result = new Map<string, TarEntry>();
  for (const entry of entries) {
    const parts = entry.path.split('/');
    for (let depth = 1; depth < parts.length; depth++) {
      const parent = parts.slice(0, depth).join('/');
      if (!result.has(parent)) result.set(parent, directory(parent));
    }
    result.set(entry.path, entry);
  }
  return [...result.values()];
}
