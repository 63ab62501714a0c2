import { generateMersenne32Randomizer } from '@faker-js/faker';
import { compileExpression } from './compile-expression.ts';
import { type Template, templateMethods } from './compile-template.ts';
import { TemplateError } from './template-error.ts';
import { type RunWithin, tryField } from './try-field.ts';

/**
 * Every field of a template that the generator would refuse, by the generator's own rule.
 *
 * @param run calls faker; give one that ends a call which takes too long, where others wait for this process
 */
export function checkTemplate(template: Template, run?: RunWithin): TemplateError[] {
  const methods = templateMethods(generateMersenne32Randomizer());
  return Object.entries(template).flatMap(([field, expression]) => {
    try {
      tryField({ field, next: compileExpression(field, expression, methods) }, run);
      return [];
    } catch (error) {
      if (error instanceof TemplateError) return [error];
      throw error;
    }
  });
}
