import {
  closeSync,
  copyFileSync,
  existsSync,
  fstatSync,
  openSync,
  readSync,
  renameSync,
  statSync,
  truncateSync,
} from 'node:fs';

/** Opens a log for a child to append to. The child writes by itself, so it survives a supervisor that is killed. */
export function openServiceLog(path: string): { fd: number; startOffset: number } {
  const fd = openSync(path, 'a', 0o640);
  return { fd, startOffset: fstatSync(fd).size };
}

/**
 * Rotates a log that has grown over its size: older copies move up by one, the file is copied and then cut to
 * nothing. Children keep their descriptor (opened for appending), so what they write between copy and cut is lost:
 * a few lines at most, for a rotation that needs no co-operation of theirs.
 *
 * @returns whether it was rotated
 */
export function rotateServiceLog(path: string, rotation: { maxBytes: number; keep: number }): boolean {
  if (!existsSync(path) || statSync(path).size <= rotation.maxBytes) return false;
  for (let number = rotation.keep - 1; number >= 1; number -= 1) {
    if (existsSync(`${path}.${number}`)) renameSync(`${path}.${number}`, `${path}.${number + 1}`);
  }
  if (rotation.keep > 0) copyFileSync(path, `${path}.1`);
  truncateSync(path, 0);
  return true;
}

/** What a log holds from an offset on; at most the last `maxBytes` of it. */
export function readServiceLog(path: string, fromOffset: number, maxBytes = 262_144): string {
  if (!existsSync(path)) return '';
  const fd = openSync(path, 'r');
  try {
    const { size } = fstatSync(fd);
    const from = Math.max(fromOffset > size ? 0 : fromOffset, size - maxBytes);
    const buffer = Buffer.alloc(size - from);
    const read = readSync(fd, buffer, 0, buffer.length, from);
    return buffer.toString('utf8', 0, read);
  } finally {
    closeSync(fd);
  }
}

/** The last lines that a service wrote since an offset. */
export function tailServiceLog(path: string, fromOffset: number, lines: number): string[] {
  return readServiceLog(path, fromOffset, 32_768)
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(-lines);
}
