import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { LOG_STREAM_SYMBOLS, type LogLine } from '@longshore/schemas';

/** A line as it lies in a chunk: index of the stream, sequence, microseconds, text. */
type PackedLine = [number, number, number, string];

/** Packs lines for the log store. */
export function packLines(lines: readonly LogLine[]): Buffer {
  const packed = lines.map(
    (line): PackedLine => [LOG_STREAM_SYMBOLS.indexOf(line.stream), line.sequence, line.engineTime, line.text],
  );
  return deflateRawSync(JSON.stringify(packed), { level: 6 });
}

/** Unpacks what {@link packLines} made. */
export function unpackLines(chunk: Uint8Array): LogLine[] {
  const packed = JSON.parse(inflateRawSync(chunk).toString('utf8')) as PackedLine[];
  return packed.map(([stream, sequence, engineTime, text]) => ({
    stream: LOG_STREAM_SYMBOLS[stream] ?? 'STDOUT',
    sequence,
    engineTime,
    text,
  }));
}
