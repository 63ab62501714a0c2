import { generatorSchema } from '@longshore/schemas';
import { type Template, TemplateError } from '@longshore/schemas/template';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRecordSource } from './record-source.ts';

const template: Template = generatorSchema.parse({}).template;

function refusal(expression: string): string {
  try {
    createRecordSource({ thing: expression }, 1, 0);
  } catch (error) {
    if (error instanceof TemplateError) return error.message;
    throw error;
  }
  throw new Error(`"${expression}" was accepted`);
}

describe('createRecordSource', () => {
  it('gives the same record for the same seed, task and number, in whatever order they are asked for', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4_294_967_295 }),
        fc.nat({ max: 999 }),
        fc.array(fc.nat({ max: Number.MAX_SAFE_INTEGER }), { minLength: 1, maxLength: 20 }),
        (seed, taskIndex, numbers) => {
          const first = createRecordSource(template, seed, taskIndex);
          const second = createRecordSource(template, seed, taskIndex);
          const forwards = numbers.map((number) => first(number));
          const backwards = [...numbers].reverse().map((number) => second(number));
          expect(backwards.reverse()).toEqual(forwards);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('gives other records for another seed, another task or another number', () => {
    const record = createRecordSource(template, 1, 0)(5).value;
    expect(createRecordSource(template, 2, 0)(5).value).not.toBe(record);
    expect(createRecordSource(template, 1, 1)(5).value).not.toBe(record);
    expect(createRecordSource(template, 1, 0)(6).value).not.toBe(record);
    expect(createRecordSource(template, 1, 0)(5 + 2 ** 32).value).not.toBe(record);
  });

  it('gives a field the same value whatever stands before or beside it', () => {
    const alone = createRecordSource({ name: 'person.fullName' }, 1, 0)(5).value;
    const among = createRecordSource({ id: 'string.uuid', name: 'person.fullName', at: 'date.recent' }, 1, 0)(5).value;
    expect(JSON.parse(among)).toMatchObject(JSON.parse(alone) as object);
  });

  it('gives two fields of the same expression values of their own', () => {
    const value = JSON.parse(createRecordSource({ a: 'number.int', b: 'number.int' }, 1, 0)(0).value) as object;
    expect(new Set(Object.values(value)).size).toBe(2);
  });

  it('still gives the records that this version promised', () => {
    const source = createRecordSource({ id: 'string.uuid', name: 'person.fullName', at: 'date.recent' }, 42, 3);
    expect([source(0), source(1)]).toMatchInlineSnapshot(`
      [
        {
          "key": "3:0",
          "value": "{"id":"a3f747ac-d851-478b-a4d0-8dc292bd336d","name":"Dr. Jerrold Cartwright","at":"2025-12-31T14:44:50.942Z"}",
        },
        {
          "key": "3:1",
          "value": "{"id":"ed492861-c653-4e0e-9143-a21c4237bd87","name":"Quinn Casper","at":"2025-12-31T18:57:41.636Z"}",
        },
      ]
    `);
  });

  it('keys a record by its task and number', () => {
    const source = createRecordSource(template, 1, 7);
    expect([source(0).key, source(12).key]).toEqual(['7:0', '7:12']);
  });

  it('draws numbers that are spread evenly over neighbouring records', () => {
    const source = createRecordSource({ n: 'number.int({"min":0,"max":9})' }, 1, 0);
    const counts = new Array<number>(10).fill(0);
    for (let number = 0; number < 20_000; number++) {
      const { n } = JSON.parse(source(number).value) as { n: number };
      counts[n] = (counts[n] ?? 0) + 1;
    }
    // Chi squared with 9 degrees of freedom: 33.7 is exceeded by chance once in 10,000.
    const chiSquared = counts.reduce((sum, count) => sum + (count - 2_000) ** 2 / 2_000, 0);
    expect(chiSquared).toBeLessThan(33.7);
  });

  it('never gives the same uuid twice in a hundred thousand records', () => {
    const source = createRecordSource({ id: 'string.uuid' }, 1, 0);
    const seen = new Set<string>();
    for (let number = 0; number < 100_000; number++) seen.add(source(number).value);
    expect(seen.size).toBe(100_000);
  });

  it('takes arguments, text with slots, dates and big integers', () => {
    const source = createRecordSource(
      {
        'a "quoted" name': 'helpers.arrayElement(["EUR","USD"])',
        digit: 'number.int({"min":7,"max":7})',
        greeting: 'Dear {{person.firstName("female")}}, you are {{number.int({"min":3,"max":3})}}',
        at: 'date.past',
        big: 'number.bigInt',
      },
      1,
      0,
    );
    const value = JSON.parse(source(0).value) as Record<string, unknown>;
    expect(value['a "quoted" name']).toMatch(/^(EUR|USD)$/);
    expect(value.digit).toBe(7);
    expect(value.greeting).toMatch(/^Dear \w+, you are 3$/);
    expect(value.at).toMatch(/^2025-\d\d-\d\dT/);
    expect(value.big).toMatch(/^\d+$/);
  });

  it('refuses an unknown method by field, with what was given and what is close to it', () => {
    expect(refusal('person.fulName')).toContain(
      'field "thing": unknown method "person.fulName"; close to it: person.fullName',
    );
    expect(refusal('user.email')).toContain('internet.email');
    expect(refusal('name.firstName')).toContain('person.firstName');
    expect(refusal('{{person.fristName}} x')).toContain('person.firstName');
  });

  it('refuses what is no expression, broken JSON, half a slot and arguments that faker does not take', () => {
    expect(refusal('hello')).toContain('no expression');
    expect(refusal('person.fullName(')).toContain('no expression');
    expect(refusal('number.int({min:1})')).toContain('are not JSON');
    expect(refusal('{{person.firstName')).toContain('without its partner');
    expect(refusal('number.int({"min":5,"max":1})')).toContain('faker refused it');
  });

  it('reaches nothing but the methods of faker', () => {
    for (const path of [
      'constructor.constructor("x")',
      'helpers.constructor',
      'person.__proto__',
      'faker.seed',
      'definitions.person',
    ]) {
      expect(refusal(path)).toMatch(/unknown method|no expression/);
    }
  });
});
