import { formatCount } from '@longshore/schemas/words';
import type { Shape } from './api-document.ts';

/** The shapes that the description names. */
export type Shapes = Readonly<Record<string, Shape>>;

const NAMED = '#/components/schemas/';
/** Patterns longer than this say nothing at a glance. */
const PATTERN_MAX = 48;

/** The name that a shape is referred to by; undefined: it stands there itself. */
export function nameOf({ $ref }: Shape): string | undefined {
  return $ref?.startsWith(NAMED) ? $ref.slice(NAMED.length) : undefined;
}

/** The shape itself, where it is referred to by name. */
export function wholeOf(shape: Shape, shapes: Shapes): Shape {
  const name = nameOf(shape);
  return name === undefined ? shape : (shapes[name] ?? shape);
}

const alternativesOf = ({ anyOf, oneOf }: Shape): Shape[] | undefined => anyOf ?? oneOf;

const isNull = ({ type }: Shape) => type === 'null';

/** What a value is, as one would write its type: `string | null`, `ScoreTerm[]`. */
export function typeWords(shape: Shape): string {
  const name = nameOf(shape);
  // Defaults are filled in when it comes out: a difference of what may be left out, and none of kind.
  if (name !== undefined) return name.replace(/Output$/, '');
  if (shape.const !== undefined) return JSON.stringify(shape.const);
  if (shape.enum !== undefined) return shape.enum.map((value) => JSON.stringify(value)).join(' | ');
  const alternatives = alternativesOf(shape);
  if (alternatives !== undefined) return [...new Set(alternatives.map(typeWords))].join(' | ');
  if (Array.isArray(shape.type)) return shape.type.join(' | ');
  if (shape.type === 'array') {
    const item = typeWords(shape.items ?? {});
    return item.includes(' | ') ? `(${item})[]` : `${item}[]`;
  }
  if (shape.type === 'object' && shape.properties === undefined && typeof shape.additionalProperties === 'object') {
    return `{ [name]: ${typeWords(shape.additionalProperties)} }`;
  }
  if (shape.format === 'date-time') return 'time';
  return shape.type ?? 'anything';
}

function range(from: number | undefined, to: number | undefined, what = ''): string[] {
  const least = from === undefined || Math.abs(from) >= Number.MAX_SAFE_INTEGER ? undefined : from;
  const most = to === undefined || Math.abs(to) >= Number.MAX_SAFE_INTEGER ? undefined : to;
  if (least === undefined && most === undefined) return [];
  if (most === undefined) return [`at least ${formatCount(least ?? 0)}${what}`];
  return [
    least === undefined
      ? `at most ${formatCount(most)}${what}`
      : `${formatCount(least)} to ${formatCount(most)}${what}`,
  ];
}

/** What else holds for a value: its default, and how large or long it may be. */
export function limitWords(shape: Shape): string[] {
  const inner = (alternativesOf(shape) ?? []).find((one) => !isNull(one)) ?? {};
  const { minimum, maximum, minLength, maxLength, minItems, maxItems, pattern, format } = { ...inner, ...shape };
  const plain = pattern !== undefined && format === undefined && pattern.length <= PATTERN_MAX;
  return [
    ...(shape.default === undefined ? [] : [`default ${JSON.stringify(shape.default)}`]),
    ...range(minimum, maximum),
    ...range(minLength || undefined, maxLength, ' characters'),
    ...range(minItems || undefined, maxItems, ' entries'),
    ...(plain ? [`matches ${pattern}`] : []),
  ];
}

/**
 * The shapes with fields that a value may have, whatever it stands in: an object, the entries of a list, one of several.
 * Empty: there is nothing to fold out.
 */
export function partsOf(shape: Shape, shapes: Shapes): Shape[] {
  const whole = wholeOf(shape, shapes);
  if (whole.properties !== undefined) return Object.keys(whole.properties).length === 0 ? [] : [whole];
  const alternatives = alternativesOf(whole);
  if (alternatives !== undefined) return alternatives.flatMap((one) => partsOf(one, shapes));
  if (whole.items !== undefined) return partsOf(whole.items, shapes);
  return typeof whole.additionalProperties === 'object' ? partsOf(whole.additionalProperties, shapes) : [];
}

/** What tells one of several parts from the others: its fields that can have one value only. */
export function partWords({ properties = {} }: Shape): string {
  return Object.entries(properties)
    .filter(([, field]) => field.const !== undefined)
    .map(([name, field]) => `${name} ${JSON.stringify(field.const)}`)
    .join(', ');
}
