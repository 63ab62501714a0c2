/** What a client needs of a server-sent event to measure it. */
export interface ReadEvent {
  id: string;
  /** The `type` within the data. */
  type: string;
}

/** Reads a stream of server-sent events (WHATWG HTML § 9.2) as far as it is written by those that are measured. */
export class EventReader {
  #rest = '';

  /** The events that are complete with this chunk. */
  take(chunk: Buffer): ReadEvent[] {
    const blocks = (this.#rest + chunk.toString('latin1')).split('\n\n');
    this.#rest = blocks.pop() ?? '';
    return blocks.flatMap((block) => {
      const data = lineOf(block, 'data: ');
      const type = data === null ? undefined : /"type":"([^"]+)"/.exec(data)?.[1];
      return type === undefined ? [] : [{ id: lineOf(block, 'id: ') ?? '', type }];
    });
  }
}

function lineOf(block: string, prefix: string): string | null {
  const line = block.split('\n').find((one) => one.startsWith(prefix));
  return line === undefined ? null : line.slice(prefix.length);
}
