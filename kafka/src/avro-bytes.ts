import avro from 'avsc';

/** Says that bytes cannot be a value of a schema, and why. */
export class MalformedAvroError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'MalformedAvroError';
  }
}

/** A walk over bytes, by a schema, that never looks beyond their end. */
interface Cursor {
  bytes: Buffer;
  position: number;
}

function skip(cursor: Cursor, count: number): void {
  if (count < 0 || cursor.position + count > cursor.bytes.length) {
    throw new MalformedAvroError(`the bytes end before the value does (at ${cursor.position})`);
  }
  cursor.position += count;
}

/** An Avro long: zigzag, seven bits a byte, at most ten bytes. Exact for all that can be a length or an index. */
function readLong(cursor: Cursor): number {
  let value = 0;
  let scale = 1;
  for (let count = 0; count < 10; count++) {
    const byte = cursor.bytes[cursor.position];
    if (byte === undefined) throw new MalformedAvroError(`the bytes end inside a number (at ${cursor.position})`);
    cursor.position++;
    value += (byte & 0x7f) * scale;
    scale *= 128;
    if ((byte & 0x80) === 0) return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }
  throw new MalformedAvroError(`a number is longer than ten bytes (at ${cursor.position})`);
}

/** Arrays and maps: blocks of items, each with a count, a negative one followed by the block's size in bytes. */
function walkBlocks(cursor: Cursor, walkItem: () => void): void {
  for (let count = readLong(cursor); count !== 0; count = readLong(cursor)) {
    if (count < 0) readLong(cursor);
    const items = Math.abs(count);
    // Every item of our schemas takes a byte at least. A count beyond that is how a few bytes could fill the memory.
    if (items > cursor.bytes.length - cursor.position) {
      throw new MalformedAvroError(`a block of ${items} items is longer than the record (at ${cursor.position})`);
    }
    for (let item = 0; item < items; item++) walkItem();
  }
}

function walkUnion(cursor: Cursor, branches: readonly avro.Type[]): void {
  const index = readLong(cursor);
  const branch = branches[index];
  if (branch === undefined) throw new MalformedAvroError(`a union has no branch ${index} (at ${cursor.position})`);
  walk(cursor, branch);
}

function walkEnum(cursor: Cursor, type: avro.types.EnumType): void {
  const index = readLong(cursor);
  if (type.symbols[index] === undefined) {
    throw new MalformedAvroError(`${type.name ?? 'an enum'} has no symbol ${index} (at ${cursor.position})`);
  }
}

const fixedWidths: Record<string, number> = { null: 0, boolean: 1, float: 4, double: 8 };

function walk(cursor: Cursor, type: avro.Type): void {
  const { types } = avro;
  const width = fixedWidths[type.typeName];
  if (width !== undefined) skip(cursor, width);
  else if (type.typeName === 'int' || type.typeName === 'long') readLong(cursor);
  else if (type.typeName === 'string' || type.typeName === 'bytes') skip(cursor, readLong(cursor));
  else if (type instanceof types.FixedType) skip(cursor, type.size);
  else if (type instanceof types.EnumType) walkEnum(cursor, type);
  else if (type instanceof types.ArrayType) walkBlocks(cursor, () => walk(cursor, type.itemsType));
  else if (type instanceof types.MapType) {
    walkBlocks(cursor, () => {
      skip(cursor, readLong(cursor));
      walk(cursor, type.valuesType);
    });
  } else if (type instanceof types.RecordType) for (const field of type.fields) walk(cursor, field.type);
  else if (type instanceof types.LogicalType) walk(cursor, type.underlyingType);
  else if ('types' in type) walkUnion(cursor, type.types as avro.Type[]);
  else throw new MalformedAvroError(`a value of type ${type.typeName} is not supported`);
}

/**
 * Checks that `bytes` hold exactly one value of `type`. avsc itself reads past the end of a buffer and believes any
 * item count, so that a record of ten bytes could take all memory and time: nothing is given to it unchecked.
 * @throws MalformedAvroError
 */
export function assertWellFormed(type: avro.Type, bytes: Buffer): void {
  const cursor: Cursor = { bytes, position: 0 };
  walk(cursor, type);
  if (cursor.position !== bytes.length) {
    throw new MalformedAvroError(`${bytes.length - cursor.position} bytes are left over after the value`);
  }
}
