import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatLabelExpression,
  type LabelExpression,
  LabelExpressionError,
  labelsSatisfy,
  labelWords,
  parseLabelExpression,
} from './label-expression.ts';

const EU = { zone: 'eu', gpu: '', cores: '8' };
const holds = (text: string, labels: Record<string, string> = EU) => labelsSatisfy(parseLabelExpression(text), labels);

describe('a label expression', () => {
  it.each([
    ['zone = eu', true],
    ['zone==eu', true],
    ['zone=us', false],
    ['zone != us', true],
    ['zone in (eu, us)', true],
    ['zone IN (ap,us)', false],
    ['zone notin (ap, us)', true],
    ['zone notin (eu)', false],
    ['gpu', true],
    ['!gpu', false],
    ['! disk', true],
    ['disk', false],
    ['disk = ssd', false],
    ['disk != ssd', true],
    ['disk notin (ssd)', true],
    ['cores > 4', true],
    ['cores >= 8', true],
    ['cores < 8', false],
    ['cores <= 8', true],
    ['zone > 4', false],
    ['disk < 4', false],
    ['constructor', false],
  ])('%s is %s of zone=eu, gpu and cores=8', (text, wanted) => {
    expect(holds(text)).toBe(wanted);
  });

  it('takes values with spaces and signs in quotation marks', () => {
    expect(holds('rack = "a, (b) = c"', { rack: 'a, (b) = c' })).toBe(true);
    expect(holds(`rack in ('x y', "z")`, { rack: 'x y' })).toBe(true);
  });

  it.each([
    ['', 'no label is named · in an empty text · begin with one'],
    ['= eu', 'no label is named · at character 1 of = eu'],
    ['zone =', 'a value is missing after = · at the end of zone ='],
    ['zone in eu', 'no list follows in · at character 9 of zone in eu · such as zone in (eu, us)'],
    ['zone in (eu', '")" is missing · at the end of zone in (eu · such as zone in (eu, us)'],
    ['zone in ()', 'a value is missing in the list · at character 10 of zone in ()'],
    ['zone in (eu us)', '"," or ")" is missing · at character 13 of zone in (eu us)'],
    ['zone = eu, gpu', 'a second expression begins · at character 10 of zone = eu, gpu · make it an entry of its own'],
    ['zone = eu us', 'us is one word too many · at character 11'],
    ['zone is eu', 'is is no relation · at character 6 of zone is eu · an expression is one of zone = eu'],
    ['cores > many', 'many is no number · at character 9 of cores > many · such as cores > 4'],
    ['zone = "eu', 'a quotation mark without its pair · at character 8 of zone = "eu'],
    ['?zone', '?zone is no label · at character 1 of ?zone · a label has 1 to 63 letters'],
    ['!', 'no label is named · at the end of !'],
  ])('%j is refused: %s', (text, words) => {
    expect(() => parseLabelExpression(text)).toThrow(LabelExpressionError);
    expect(() => parseLabelExpression(text)).toThrow(words);
  });

  it('says of labels what it asks about', () => {
    expect(labelWords(EU, 'zone')).toBe('zone=eu');
    expect(labelWords(EU, 'gpu')).toBe('the label gpu');
    expect(labelWords(EU, 'disk')).toBe('no label disk');
  });

  const name = fc.stringMatching(/^[a-zA-Z0-9][a-zA-Z0-9._/-]{0,20}$/).filter((word) => !/^(in|notin)$/i.test(word));
  const value = fc.string({ maxLength: 12 }).filter((text) => !(text.includes('"') && text.includes("'")));
  const values = fc.array(value, { minLength: 1, maxLength: 4 });
  const anyExpression: fc.Arbitrary<LabelExpression> = fc.oneof(
    fc.record({ kind: fc.constantFrom('exists', 'absent'), name }, { noNullPrototype: true }),
    fc.record({ kind: fc.constantFrom('in', 'not-in'), name, values }, { noNullPrototype: true }),
    fc.record(
      {
        kind: fc.constant('compare'),
        name,
        operator: fc.constantFrom('>', '>=', '<', '<='),
        value: fc.integer({ min: -1_000, max: 1_000 }),
      },
      { noNullPrototype: true },
    ),
  );

  it('is read again as the same when it was written', () => {
    fc.assert(
      fc.property(anyExpression, (expression) => {
        expect(parseLabelExpression(formatLabelExpression(expression))).toEqual(expression);
      }),
    );
  });

  it('either is read or is refused in words, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'zone in(),!=<>" \'x4'), maxLength: 20 }), (text) => {
        try {
          parseLabelExpression(text);
        } catch (error) {
          expect(error).toBeInstanceOf(LabelExpressionError);
          expect((error as Error).message.split(' · ').length).toBeGreaterThanOrEqual(3);
        }
      }),
    );
  });

  it('and its opposite never both hold', () => {
    const opposite = { in: 'not-in', 'not-in': 'in', exists: 'absent', absent: 'exists' } as const;
    fc.assert(
      fc.property(anyExpression, fc.dictionary(name, value, { noNullPrototype: true }), (expression, labels) => {
        if (expression.kind === 'compare') return;
        const other = { ...expression, kind: opposite[expression.kind] } as LabelExpression;
        expect(labelsSatisfy(expression, labels)).toBe(!labelsSatisfy(other, labels));
      }),
    );
  });
});
