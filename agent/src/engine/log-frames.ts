import type { LogFrame } from './engine.ts';

const headerBytes = 8;
/** A frame's claimed length beyond this is not a frame of an engine's log (engines split at 16 KiB). */
const frameBytesMax = 16 * 1024 * 1024;

/**
 * Reads the engine's multiplexed log stream with time stamps: each frame is one write, `<RFC 3339 nanoseconds> <text>`,
 * ending in a line break unless the engine split a long line.
 *
 * @throws Error when the bytes are no such stream
 */
export async function* readLogFrames(chunks: AsyncIterable<Buffer>): AsyncGenerator<LogFrame> {
  let pending: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
    let at = 0;
    while (pending.length - at >= headerBytes) {
      const type = pending.readUInt8(at);
      const length = pending.readUInt32BE(at + 4);
      if (type > 2 || length > frameBytesMax) throw new Error('the engine sent something that is no log stream');
      if (pending.length - at < headerBytes + length) break;
      const body = pending.toString('utf8', at + headerBytes, at + headerBytes + length);
      at += headerBytes + length;
      const frame = parseFrame(type === 2 ? 'STDERR' : 'STDOUT', body);
      if (frame !== null) yield frame;
    }
    pending = pending.subarray(at);
  }
}

function parseFrame(stream: LogFrame['stream'], body: string): LogFrame | null {
  const space = body.indexOf(' ');
  if (space < 0) return null;
  const endsLine = body.endsWith('\n');
  return {
    stream,
    timeMicros: parseEngineTime(body.slice(0, space)),
    text: body.slice(space + 1, endsLine ? -1 : undefined),
    endsLine,
  };
}

/** RFC 3339 with up to nanoseconds → microseconds since the epoch; 0 when it is no time. */
export function parseEngineTime(text: string): number {
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)$/.exec(text);
  if (match === null) return 0;
  const seconds = Date.parse(`${match[1]}${match[3]}`);
  const micros = Number((match[2] ?? '').padEnd(6, '0').slice(0, 6));
  return Number.isNaN(seconds) ? 0 : seconds * 1_000 + micros;
}
