import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderOf } from '../order.ts';
import { ElementReader } from './element-reader.ts';
import { printBlock } from './print-block.ts';

/** What is read from a text that comes in pieces of these lengths. */
function readPieces(reader: ElementReader, text: string, lengths: readonly number[]): string {
  const bytes = Buffer.from(text);
  let printed = '';
  let at = 0;
  for (const length of [...lengths, bytes.length]) {
    printed += Buffer.from(printBlock(reader.push(bytes.subarray(at, at + length)))).toString();
    at += length;
  }
  return printed + Buffer.from(printBlock(reader.end())).toString();
}

describe('a text in pieces', () => {
  it('gives the same elements however it is cut', () => {
    const text = fc.array(fc.stringMatching(/^[aä€]{0,6}$/)).map((lines) => lines.join('\n'));
    fc.assert(
      fc.property(text, fc.array(fc.nat(9)), (given, lengths) => {
        const read = readPieces(new ElementReader(orderOf({ type: 'text' })), given, lengths);
        expect(read).toBe(given === '' || given.endsWith('\n') ? given : `${given}\n`);
      }),
    );
  });

  it('does not look again at a piece that it was given', () => {
    const reader = new ElementReader(orderOf({ type: 'text' }));
    const piece = Buffer.from('one\ntw');
    reader.push(piece);
    piece.fill('o\n');
    expect(Buffer.from(printBlock(reader.end())).toString()).toBe('tw\n');
  });

  it('has its header apart', () => {
    const reader = new ElementReader(orderOf({ type: 'csv', keyField: 'b' }));
    expect(readPieces(reader, 'a,b\n1,2\n3,4', [2, 1, 1, 3])).toBe('1,2\n3,4\n');
    expect(Buffer.from(reader.header ?? []).toString()).toBe('a,b');
  });

  it('counts lines from its beginning where something is wrong, a header too', () => {
    const numbers = new ElementReader(orderOf({ type: 'int32' }));
    expect(() => readPieces(numbers, '1\n2\n3\nfour\n', [2, 2, 2])).toThrow(/^line 4: "four"/);
    const records = new ElementReader(orderOf({ type: 'csv', keyField: 'b' }));
    expect(() => readPieces(records, 'a,b\n1,2\n3\n', [4, 4])).toThrow(/^line 3: the record ends/);
  });

  it('refuses a line that is too long before all of it is there, and says which', () => {
    const limited = () => new ElementReader(orderOf({ type: 'text' }), 10);
    expect(() => readPieces(limited(), `ok\n${'x'.repeat(11)}\n`, [])).toThrow(/^line 2: a line of more than 10 bytes/);
    const reader = limited();
    reader.push(Buffer.from('one\ntwo\nxxxxxx'));
    expect(() => reader.push(Buffer.from('xxxxxx'))).toThrow(/^line 3: a line of more than 10 bytes/);
    expect(readPieces(limited(), 'x'.repeat(10), [4])).toBe(`${'x'.repeat(10)}\n`);
  });
});
