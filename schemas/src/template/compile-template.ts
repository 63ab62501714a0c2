import { base, en, Faker, type Randomizer } from '@faker-js/faker';
import { compileExpression, type FieldValue } from './compile-expression.ts';
import { type FakerMethod, listFakerMethods } from './faker-methods.ts';

/** What date-like methods count from, so that `date.recent` gives the same today and in a year. */
export const REFERENCE_DATE = '2026-01-01T00:00:00.000Z';

/** Field name → expression. */
export type Template = Readonly<Record<string, string>>;

export interface CompiledField {
  field: string;
  next: FieldValue;
}

/** The methods that a template may name, drawing their numbers from `randomizer`. */
export function templateMethods(randomizer: Randomizer): ReadonlyMap<string, FakerMethod> {
  const faker = new Faker({ locale: [en, base], randomizer, seed: 0 });
  faker.setDefaultRefDate(REFERENCE_DATE);
  return listFakerMethods(faker);
}

/**
 * Turns a template into functions, one for each field.
 *
 * @throws TemplateError at the first expression that cannot be used
 */
export function compileTemplate(template: Template, randomizer: Randomizer): CompiledField[] {
  const methods = templateMethods(randomizer);
  return Object.entries(template).map(([field, expression]) => ({
    field,
    next: compileExpression(field, expression, methods),
  }));
}
