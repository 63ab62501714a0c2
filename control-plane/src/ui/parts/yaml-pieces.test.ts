import fc from 'fast-check';
import { expect, it } from 'vitest';
import { stringify } from 'yaml';
import { yamlPieces } from './yaml-pieces.ts';

it('tells keys, texts, numbers and words apart', () => {
  const text = stringify({ image: 'a:1', parallelism: 3, perHost: true, command: ['sh', '-c', '5'], labels: {} });
  const told = yamlPieces(text).filter((piece) => piece.kind !== 'plain' && piece.text !== '');
  expect(told).toEqual([
    { text: 'image', kind: 'key' },
    { text: 'a:1', kind: 'string' },
    { text: 'parallelism', kind: 'key' },
    { text: '3', kind: 'number' },
    { text: 'perHost', kind: 'key' },
    { text: 'true', kind: 'word' },
    { text: 'command', kind: 'key' },
    { text: 'sh', kind: 'string' },
    { text: '-c', kind: 'string' },
    { text: '"5"', kind: 'string' },
    { text: 'labels', kind: 'key' },
  ]);
});

it('loses no character, whatever is in the text', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer(), fc.array(fc.string()))), (value) => {
      const text = stringify(value, { lineWidth: 0 });
      expect(
        yamlPieces(text)
          .map((piece) => piece.text)
          .join(''),
      ).toBe(text);
    }),
  );
});
