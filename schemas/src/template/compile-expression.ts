import { closeMatches } from './close-matches.ts';
import type { FakerMethod } from './faker-methods.ts';
import { TemplateError } from './template-error.ts';

/** Gives a field's next value. */
export type FieldValue = () => unknown;

/** `module.method`, perhaps with arguments in brackets. */
const CALL = /^\s*([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+)\s*(?:\(([\s\S]*)\))?\s*$/;
const SLOT = /\{\{([\s\S]*?)\}\}/g;

/**
 * Turns an expression into a function, once, so that a mistake is told before the first record.
 *
 * @param field the field's name, for errors
 * @param expression `person.fullName`, `number.int({"min":1,"max":9})` or text with slots: `{{person.firstName}} at {{company.name}}`
 * @throws TemplateError naming field, what was given and what is close to it
 */
export function compileExpression(
  field: string,
  expression: string,
  methods: ReadonlyMap<string, FakerMethod>,
): FieldValue {
  return expression.includes('{{') || expression.includes('}}')
    ? compileText(field, expression, methods)
    : compileCall(field, expression, methods);
}

function compileText(field: string, text: string, methods: ReadonlyMap<string, FakerMethod>): FieldValue {
  const parts: Array<string | FieldValue> = [];
  let end = 0;
  for (const slot of text.matchAll(SLOT)) {
    parts.push(literal(field, text.slice(end, slot.index)), compileCall(field, slot[1] ?? '', methods));
    end = slot.index + slot[0].length;
  }
  parts.push(literal(field, text.slice(end)));
  return () => {
    let result = '';
    for (const part of parts) result += typeof part === 'string' ? part : asText(part());
    return result;
  };
}

function literal(field: string, text: string): string {
  if (text.includes('{{') || text.includes('}}')) {
    throw new TemplateError(field, `"${text}" has a "{{" or "}}" without its partner`);
  }
  return text;
}

function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  return value instanceof Date
    ? value.toISOString()
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value);
}

function compileCall(field: string, call: string, methods: ReadonlyMap<string, FakerMethod>): FieldValue {
  const match = CALL.exec(call);
  const path = match?.[1];
  if (path === undefined) {
    throw new TemplateError(
      field,
      `"${call}" is no expression; expected a method of faker such as person.fullName or number.int({"min":1,"max":9}), or text with {{person.firstName}} in it`,
    );
  }
  const method = methods.get(path);
  if (method === undefined) {
    const close = closeMatches(path, methods.keys());
    const hint =
      close.length > 0 ? `; close to it: ${close.join(', ')}` : '; the methods are listed on fakerjs.dev/api';
    throw new TemplateError(field, `unknown method "${path}"${hint}`);
  }
  const given = match?.[2];
  if (given === undefined || given.trim() === '') return () => method();
  const args = parseArguments(field, path, given);
  return () => method(...args);
}

function parseArguments(field: string, path: string, given: string): unknown[] {
  try {
    return JSON.parse(`[${given}]`) as unknown[];
  } catch (error) {
    throw new TemplateError(
      field,
      `the arguments of ${path}, "${given}", are not JSON (${(error as Error).message}); write them like {"min":1,"max":9} or "a", 2`,
    );
  }
}
