/** One entry of an archive. Paths are relative, without a leading slash. */
export type TarEntry =
  | { kind: 'directory'; path: string; mode?: number; owner?: number }
  | { kind: 'file'; path: string; content: Buffer; mode?: number; owner?: number }
  | { kind: 'symlink'; path: string; target: string };

const BLOCK = 512;
const TYPE = { file: '0', symlink: '2', directory: '5' } as const;

/**
 * Writes an archive in the ustar form (POSIX 1003.1), owners and times given rather than taken from the machine, so that
 * the same content gives the same bytes everywhere and by any user.
 *
 * @throws when a path does not fit the form (100 characters, or 155 + 100 at a slash)
 */
export function* tarArchive(entries: Iterable<TarEntry>): Generator<Buffer> {
  for (const entry of entries) {
    const content = entry.kind === 'file' ? entry.content : Buffer.alloc(0);
    yield header(entry, content.length);
    if (content.length > 0) {
      yield content;
      const rest = content.length % BLOCK;
      if (rest > 0) yield Buffer.alloc(BLOCK - rest);
    }
  }
  yield Buffer.alloc(2 * BLOCK);
}

function header(entry: TarEntry, size: number): Buffer {
  const block = Buffer.alloc(BLOCK);
  const { name, prefix } = splitPath(entry.path);
  const owner = entry.kind === 'symlink' ? 0 : (entry.owner ?? 0);
  const mode = entry.kind === 'symlink' ? 0o777 : (entry.mode ?? (entry.kind === 'directory' ? 0o755 : 0o644));
  block.write(name, 0, 100, 'utf8');
  block.write(octal(mode, 7), 100);
  block.write(octal(owner, 7), 108);
  block.write(octal(owner, 7), 116);
  block.write(octal(size, 11), 124);
  block.write(octal(0, 11), 136);
  block.write('        ', 148);
  block.write(TYPE[entry.kind], 156);
  if (entry.kind === 'symlink') block.write(entry.target, 157, 100, 'utf8');
  block.write('ustar\u000000', 257, 'latin1');
  block.write(prefix, 345, 155, 'utf8');
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${octal(sum, 6)}\0 `, 148, 'latin1');
  return block;
}

function octal(value: number, width: number): string {
  return value.toString(8).padStart(width, '0');
}

function splitPath(path: string): { name: string; prefix: string } {
  if (Buffer.byteLength(path) <= 100) return { name: path, prefix: '' };
  for (let slash = path.indexOf('/'); slash !== -1; slash = path.indexOf('/', slash + 1)) {
    const prefix = path.slice(0, slash);
    const name = path.slice(slash + 1);
    if (Buffer.byteLength(prefix) <= 155 && Buffer.byteLength(name) <= 100) return { name, prefix };
  }
  throw new Error(`the path ${path} is too long for a ustar archive`);
}
