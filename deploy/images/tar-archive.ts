/** One entry of an archive. Paths are relative, without a leading slash. */
export type TarEntry =
  | { kind: 'directory'; path: string; mode?: number; owner?: number }
  | { kind: 'file'; path: string; content: Buffer; mode?: number; owner?: number }
  | { kind: 'symlink'; path: string; target: string };

const BLOCK = 512;
const NAME_BYTES = 100;
const NOTHING = Buffer.alloc(0);

/**
 * Writes an archive in the ustar form (POSIX 1003.1, with its extended headers for long paths), owners and times given
 * rather than taken from the machine, so that the same content gives the same bytes everywhere and by any user.
 */
export function* tarArchive(entries: Iterable<TarEntry>): Generator<Buffer> {
  for (const entry of entries) {
    const long = longNames(entry);
    if (long.length > 0) yield* part('x', 'long-names', 0o644, long);
    const name = cut(entry.path);
    switch (entry.kind) {
      case 'directory':
        yield* part('5', name, entry.mode ?? 0o755, NOTHING, { owner: entry.owner });
        break;
      case 'file':
        yield* part('0', name, entry.mode ?? 0o644, entry.content, { owner: entry.owner });
        break;
      case 'symlink':
        yield* part('2', name, 0o777, NOTHING, { target: cut(entry.target) });
        break;
    }
  }
  yield Buffer.alloc(2 * BLOCK);
}

function* part(
  type: string,
  name: string,
  mode: number,
  content: Buffer,
  { owner = 0, target = '' }: { owner?: number | undefined; target?: string } = {},
): Generator<Buffer> {
  const block = Buffer.alloc(BLOCK);
  block.write(name, 0, NAME_BYTES, 'latin1');
  block.write(octal(mode, 7), 100);
  block.write(octal(owner, 7), 108);
  block.write(octal(owner, 7), 116);
  block.write(octal(content.length, 11), 124);
  block.write(octal(0, 11), 136);
  block.write(' '.repeat(8), 148);
  block.write(type, 156);
  block.write(target, 157, NAME_BYTES, 'latin1');
  block.write('ustar\u000000', 257, 'latin1');
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${octal(sum, 6)}\0 `, 148, 'latin1');
  yield block;
  yield content;
  const rest = content.length % BLOCK;
  if (rest > 0) yield Buffer.alloc(BLOCK - rest);
}

/** The bytes of a name that the ustar form has room for, one character each. */
function cut(name: string): string {
  return Buffer.from(name).subarray(0, NAME_BYTES).toString('latin1');
}

/** The records of a pax header for names that the ustar form has no room for. */
function longNames(entry: TarEntry): Buffer {
  const names: Array<[string, string]> = [['path', entry.path]];
  if (entry.kind === 'symlink') names.push(['linkpath', entry.target]);
  return Buffer.concat(
    names.filter(([, value]) => Buffer.byteLength(value) > NAME_BYTES).map(([name, value]) => paxRecord(name, value)),
  );
}

/** Its own length in bytes, a blank, name=value and a line break. */
function paxRecord(name: string, value: string): Buffer {
  const record = Buffer.from(` ${name}=${value}\n`);
  let length = record.length;
  while (length !== record.length + String(length).length) length = record.length + String(length).length;
  return Buffer.concat([Buffer.from(String(length)), record]);
}

function octal(value: number, width: number): string {
  return value.toString(8).padStart(width, '0');
}
