import type { Lines } from '../block/block.ts';

/**
 * Deals texts out to their parts, in their order: read one after the other, as memory is read best.
 *
 * @param counts - how many texts each part has
 */
export function dealLines({ bytes, offsets }: Lines, parts: Uint16Array, counts: Uint32Array): Lines[] {
  const ends = endsOf(offsets, parts, counts.length);
  const dealt = new Uint8Array(ends.at(-1) ?? 0);
  const columns = Array.from(counts, (count, part) => {
    const column = new Uint32Array(count + 1);
    column[0] = part === 0 ? 0 : (ends[part - 1] as number);
    return column;
  });
  const nextByte = Uint32Array.from(columns, (column) => column[0] as number);
  const nextLine = new Uint32Array(counts.length);
  for (let index = 0; index < parts.length; index++) {
    const part = parts[index] as number;
    const to = offsets[index + 1] as number;
    let into = nextByte[part] as number;
    for (let at = offsets[index] as number; at < to; at++) dealt[into++] = bytes[at] as number;
    const line = (nextLine[part] as number) + 1;
    (columns[part] as Uint32Array)[line] = into;
    nextLine[part] = line;
    nextByte[part] = into;
  }
  return columns.map((column) => ({ bytes: dealt, offsets: column }));
}

/** Where the bytes of each part end when the parts stand one behind the other. */
function endsOf(offsets: Uint32Array, parts: Uint16Array, partCount: number): Uint32Array {
  const ends = new Uint32Array(partCount);
  for (let index = 0; index < parts.length; index++) {
    const part = parts[index] as number;
    ends[part] = (ends[part] as number) + (offsets[index + 1] as number) - (offsets[index] as number);
  }
  for (let part = 1; part < partCount; part++) ends[part] = (ends[part] as number) + (ends[part - 1] as number);
  return ends;
}
