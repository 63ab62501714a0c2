export type { Randomizer } from '@faker-js/faker';
export { checkTemplate } from './check-template.ts';
export { type CompiledField, compileTemplate, REFERENCE_DATE, type Template } from './compile-template.ts';
export { jsonText } from './json-text.ts';
export { TemplateError } from './template-error.ts';
export { tryField } from './try-field.ts';
