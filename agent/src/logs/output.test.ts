import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseEngineTime, readLogFrames } from '../engine/log-frames.ts';
import { CappedLines } from './capped-lines.ts';
import { LineAssembler, type OutputLine } from './line-assembler.ts';

function frame(type: number, body: string): Buffer {
  const bytes = Buffer.from(body);
  const header = Buffer.alloc(8);
  header.writeUInt8(type, 0);
  header.writeUInt32BE(bytes.length, 4);
  return Buffer.concat([header, bytes]);
}

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

async function* inPieces(bytes: Buffer, sizes: readonly number[]): AsyncGenerator<Buffer> {
  let at = 0;
  for (let index = 0; at < bytes.length; index += 1) {
    const size = sizes[index % sizes.length] ?? 1;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

describe('the engine’s log stream', () => {
  it('is read the same however it is cut into pieces', async () => {
    const texts = fc.array(fc.tuple(fc.constantFrom(1, 2), fc.string({ unit: 'grapheme' })), { maxLength: 8 });
    const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(texts, sizes, async (lines, pieces) => {
        const clean = lines.map(([type, text]) => [type, text.replaceAll('\n', ' ')] as const);
        const bytes = Buffer.concat(
          clean.map(([type, text]) => frame(type, `2026-01-02T03:04:05.000006789Z ${text}\n`)),
        );
        const frames = await collect(readLogFrames(inPieces(bytes, pieces)));
        expect(frames.map(({ stream, text }) => [stream === 'STDERR' ? 2 : 1, text])).toEqual(
          clean.map(([type, text]) => [type, Buffer.from(text).toString()]),
        );
      }),
    );
  });

  it('refuses what is no such stream', async () => {
    await expect(collect(readLogFrames(inPieces(Buffer.from('plain text of a terminal'), [10])))).rejects.toThrow(
      'no log stream',
    );
  });

  it('keeps the engine’s time to the microsecond', () => {
    expect(parseEngineTime('2026-01-02T03:04:05.000006789Z')).toBe(Date.parse('2026-01-02T03:04:05Z') * 1_000 + 6);
    expect(parseEngineTime('2026-01-02T03:04:05Z')).toBe(Date.parse('2026-01-02T03:04:05Z') * 1_000);
    expect(parseEngineTime('no time')).toBe(0);
  });
});

describe('lines of output', () => {
  const part = (text: string, endsLine: boolean, stream: 'STDOUT' | 'STDERR' = 'STDOUT') => ({
    stream,
    timeMicros: 1,
    text,
    endsLine,
  });

  it('are joined from their parts, each stream by itself', () => {
    const assembler = new LineAssembler();
    expect(assembler.add(part('he', false))).toBeNull();
    expect(assembler.add(part('error', true, 'STDERR'))?.text).toBe('error');
    expect(assembler.add(part('llo\r', true))?.text).toBe('hello');
    assembler.add(part('without an end', false));
    expect(assembler.rest().map(({ text }) => text)).toEqual(['without an end']);
    expect(assembler.rest()).toEqual([]);
  });

  it('are cut where they get too long, and say so', () => {
    const assembler = new LineAssembler(5);
    assembler.add(part('abcd', false));
    expect(assembler.add(part('efgh', true))?.text).toBe('abcde … (3 more characters)');
  });
});

describe('the caps of an attempt’s log', () => {
  const outputs = fc.array(
    fc.record({ afterMs: fc.integer({ min: 0, max: 700 }), text: fc.string({ maxLength: 20 }) }),
    { maxLength: 60 },
  );
  const caps = fc.record({
    logLinesPerSecondMax: fc.integer({ min: 0, max: 5 }),
    logBytesMax: fc.integer({ min: 0, max: 400 }),
  });

  function linesOf(output: ReadonlyArray<{ afterMs: number; text: string }>): OutputLine[] {
    let timeMicros = 0;
    return output.map(({ afterMs, text }) => {
      timeMicros += afterMs * 1_000;
      return { stream: 'STDOUT', timeMicros, text };
    });
  }

  function run(lines: readonly OutputLine[], limits: { logLinesPerSecondMax: number; logBytesMax: number }) {
    const capped = new CappedLines(limits);
    const outputs = [...lines.map((line) => capped.add(line)), capped.end()];
    return { sent: outputs.flatMap((one) => one.lines), dropped: outputs.reduce((sum, one) => sum + one.dropped, 0) };
  }

  it('account for every line, with numbers that rise and name a line’s place', () => {
    fc.assert(
      fc.property(outputs, caps, (output, limits) => {
        const lines = linesOf(output);
        const { sent, dropped } = run(lines, limits);
        const kept = sent.filter(({ stream }) => stream === 'STDOUT');
        expect(kept.length + dropped).toBe(lines.length);
        for (const line of kept) expect(line.text).toBe(lines[line.sequence - 1]?.text);
        for (const [index, line] of sent.entries())
          expect(line.sequence).toBeGreaterThan(sent[index - 1]?.sequence ?? 0);
      }),
    );
  });

  it('hold, whatever is written', () => {
    fc.assert(
      fc.property(outputs, caps, (output, limits) => {
        const kept = run(linesOf(output), limits).sent.filter(({ stream }) => stream === 'STDOUT');
        const bytes = kept.reduce((sum, { text }) => sum + Buffer.byteLength(text) + 1, 0);
        expect(bytes).toBeLessThanOrEqual(limits.logBytesMax);
        const perSecond = Map.groupBy(kept, ({ engineTime }) => Math.floor(engineTime / 1_000_000));
        for (const inSecond of perSecond.values())
          expect(inSecond.length).toBeLessThanOrEqual(limits.logLinesPerSecondMax);
      }),
    );
  });

  it('give the same lines, numbers and markers when the output is read again', () => {
    fc.assert(
      fc.property(outputs, caps, (output, limits) => {
        expect(run(linesOf(output), limits)).toEqual(run(linesOf(output), limits));
      }),
    );
  });

  it('replace dropped lines by one marker that counts them', () => {
    const { sent } = run(
      linesOf(['a', 'b', 'c', 'd'].map((text, index) => ({ afterMs: index === 3 ? 2_000 : 0, text }))),
      {
        logLinesPerSecondMax: 1,
        logBytesMax: 1_000,
      },
    );
    expect(sent.map(({ stream, sequence, text }) => [stream, sequence, text])).toEqual([
      ['STDOUT', 1, 'a'],
      ['LONGSHORE', 2, '2 lines dropped: more than 1 in a second'],
      ['STDOUT', 4, 'd'],
    ]);
  });
});
