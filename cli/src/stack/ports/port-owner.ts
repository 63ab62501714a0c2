import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import type { ListeningAddress } from '../plan/service.ts';

/** A listening TCP socket as the kernel lists it. */
export interface ListeningSocket {
  readonly address: string;
  readonly port: number;
  readonly inode: string;
}

const listenState = '0A';

/**
 * Reads the listening sockets out of /proc/net/tcp or /proc/net/tcp6. Addresses stand there as hexadecimal words
 * in the machine's byte order (little-endian on every machine that we run on), ports in network order.
 */
export function parseListeningSockets(table: string): ListeningSocket[] {
  return table
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(/\s+/))
    .filter((fields) => fields.length >= 10 && fields[3] === listenState)
    .map((fields) => {
      const [address = '', port = ''] = (fields[1] ?? '').split(':');
      return { address: parseAddress(address), port: Number.parseInt(port, 16), inode: fields[9] ?? '' };
    });
}

function parseAddress(hexadecimal: string): string {
  const bytes = (hexadecimal.match(/.{8}/g) ?? []).flatMap((word) => (word.match(/../g) ?? []).reverse());
  if (bytes.length === 4) return bytes.map((byte) => Number.parseInt(byte, 16)).join('.');
  const text = bytes.join('');
  if (/^0{32}$/.test(text)) return '::';
  if (/^0{20}f{4}/i.test(text)) {
    return bytes
      .slice(12)
      .map((byte) => Number.parseInt(byte, 16))
      .join('.');
  }
  return (text.match(/.{4}/g) ?? []).map((group) => group.replace(/^0{1,3}/, '')).join(':');
}

/** Whether a socket that listens on `listening` stands in the way of one that wants `wanted`. */
export function collides(listening: ListeningSocket, wanted: ListeningAddress): boolean {
  if (listening.port !== wanted.port) return false;
  const everywhere = ['0.0.0.0', '::'];
  return (
    listening.address === wanted.host || everywhere.includes(listening.address) || everywhere.includes(wanted.host)
  );
}

export interface PortOwner extends ListeningAddress {
  /** In words: `java (pid 4242)`, or that the owner cannot be seen. */
  readonly owner: string;
  readonly pid?: number;
}

/** Of the wanted addresses those that are taken, with who has them. */
export function findTakenPorts(wanted: readonly ListeningAddress[], procPath = '/proc'): PortOwner[] {
  const sockets = ['tcp', 'tcp6'].flatMap((name) => parseListeningSockets(readTable(`${procPath}/net/${name}`)));
  const taken = wanted.flatMap(({ host, port }) => {
    const socket = sockets.find((listening) => collides(listening, { host, port }));
    return socket === undefined ? [] : [{ host, port, inode: socket.inode }];
  });
  if (taken.length === 0) return [];
  const owners = findSocketOwners(new Set(taken.map(({ inode }) => inode)), procPath);
  return taken.map(({ host, port, inode }) => ({
    host,
    port,
    ...(owners.get(inode) ?? { owner: 'a process that this account may not see' }),
  }));
}

function readTable(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    // A kernel without IPv6 has no tcp6.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

function findSocketOwners(inodes: ReadonlySet<string>, procPath: string): Map<string, { owner: string; pid: number }> {
  const owners = new Map<string, { owner: string; pid: number }>();
  for (const entry of readdirSync(procPath)) {
    if (!/^\d+$/.test(entry)) continue;
    for (const link of descriptorLinks(`${procPath}/${entry}/fd`)) {
      const inode = /^socket:\[(\d+)\]$/.exec(link)?.[1];
      if (inode !== undefined && inodes.has(inode)) {
        owners.set(inode, { owner: describeProcess(procPath, entry), pid: Number(entry) });
      }
    }
  }
  return owners;
}

/** Where a process's descriptors point to; without those that were closed, or may not be seen. */
function descriptorLinks(directory: string): string[] {
  const descriptors = unlessGone(() => readdirSync(directory)) ?? [];
  return descriptors.flatMap((descriptor) => unlessGone(() => readlinkSync(`${directory}/${descriptor}`)) ?? []);
}

/** @returns `undefined` where the process or descriptor is gone meanwhile, or belongs to somebody else */
function unlessGone<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (['ENOENT', 'EACCES', 'EPERM', 'ESRCH'].includes(code)) return undefined;
    throw error;
  }
}

function describeProcess(procPath: string, pid: string): string {
  const command = (unlessGone(() => readFileSync(`${procPath}/${pid}/cmdline`, 'utf8')) ?? '')
    .split('\0')
    .filter(Boolean);
  const program = (command[0] ?? '').split('/').at(-1) || 'a process';
  const script = command
    .slice(1)
    .find((argument) => !argument.startsWith('-') && /\.(ts|js|mjs|cjs|jar|py)$/.test(argument));
  const inside = script === undefined ? '' : ` ${script.split('/').slice(-2).join('/')}`;
  return `${program}${inside} (pid ${pid})`;
}
