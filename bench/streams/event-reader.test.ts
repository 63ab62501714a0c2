import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventReader } from './event-reader.ts';

const text = [
  'retry: 1000\n\n',
  'id: p.0\ndata: {"type":"hello","subjects":["jobs"]}\n\n',
  'id: p.1\ndata: {"type":"changed","subjects":["jobs"]}\n\n',
  ': a comment\n\n',
  'id: p.1\ndata: {"type":"beat","subjects":[]}\n\n',
].join('');

describe('a reader of events', () => {
  it('reads the same wherever the stream is cut', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(text.length), { maxLength: 8 }), (cuts) => {
        const reader = new EventReader();
        const places = [0, ...cuts.toSorted((a, b) => a - b), text.length];
        const read = places.flatMap((from, index) => reader.take(Buffer.from(text.slice(from, places[index + 1]))));
        expect(read).toEqual([
          { id: 'p.0', type: 'hello' },
          { id: 'p.1', type: 'changed' },
          { id: 'p.1', type: 'beat' },
        ]);
      }),
    );
  });

  it('waits for the end of an event', () => {
    const reader = new EventReader();
    expect(reader.take(Buffer.from('data: {"type":"changed"}\n'))).toEqual([]);
    expect(reader.take(Buffer.from('\n'))).toEqual([{ id: '', type: 'changed' }]);
  });
});
