/** As much of JSON Schema as the API's description uses. */
interface Schema {
  $ref?: string;
  description?: string;
  const?: unknown;
  enum?: readonly unknown[];
  anyOf?: readonly Schema[];
  oneOf?: readonly Schema[];
  allOf?: readonly Schema[];
  type?: string | readonly string[];
  items?: Schema;
  properties?: Readonly<Record<string, Schema>>;
  required?: readonly string[];
  propertyNames?: Schema;
  additionalProperties?: boolean | Schema;
}

interface Content {
  readonly [mediaType: string]: { readonly schema?: Schema };
}

interface Parameter {
  in?: string;
  name?: string;
  required?: boolean;
  description?: string;
  schema?: Schema;
}

interface Operation {
  summary?: string;
  parameters?: readonly Parameter[];
  requestBody?: { content?: Content };
  responses?: Readonly<Record<string, { content?: Content }>>;
}

/** As much of an OpenAPI document as becomes types. */
export interface DescribedApi {
  paths?: object;
  components?: { schemas?: object };
}

/** Where a type stands: arrays of a query are only read, so that a list that nobody may change can be given too. */
interface Place {
  indent: string;
  readonly: boolean;
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
const JSON_MEDIA = 'application/json';
const SHAPES = '#/components/schemas/';
const PRIMITIVES: Readonly<Record<string, string>> = {
  string: 'string',
  number: 'number',
  integer: 'number',
  boolean: 'boolean',
  null: 'null',
};

function comment(text: string | undefined, indent: string): string {
  return text === undefined ? '' : `${indent}/** ${text.replaceAll('*/', '*\\/')} */\n`;
}

const literal = (value: unknown) =>
  typeof value === 'string' ? `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'` : JSON.stringify(value);

const key = (name: string) => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : literal(name));

const union = (types: readonly string[]) => [...new Set(types)].join(' | ');

function objectType(schema: Schema, place: Place): string {
  const { properties = {}, required = [], propertyNames, additionalProperties } = schema;
  const inner = { ...place, indent: `${place.indent}  ` };
  const fields = Object.entries(properties).map(
    ([name, field]) =>
      `${comment(field.description, inner.indent)}${inner.indent}${key(name)}${required.includes(name) ? '' : '?'}: ${typeOf(field, inner)};\n`,
  );
  if (fields.length > 0 && typeof additionalProperties === 'object') {
    throw new Error('no type is known for an object with fields of its own and others beside them');
  }
  if (fields.length > 0) return `{\n${fields.join('')}${place.indent}}`;
  if (typeof additionalProperties !== 'object') {
    return `Record<string, ${additionalProperties === false ? 'never' : 'unknown'}>`;
  }
  const names = propertyNames?.enum === undefined ? 'string' : typeOf(propertyNames, place);
  return `Record<${names}, ${typeOf(additionalProperties, place)}>`;
}

function typeOf(schema: Schema, place: Place): string {
  const { $ref, type } = schema;
  if ($ref !== undefined) {
    if (!$ref.startsWith(SHAPES)) throw new Error(`${$ref} refers to what is no shape`);
    return `ApiShapes[${literal($ref.slice(SHAPES.length))}]`;
  }
  if (schema.const !== undefined) return literal(schema.const);
  if (schema.enum !== undefined) return union(schema.enum.map(literal));
  const either = schema.anyOf ?? schema.oneOf;
  if (either !== undefined) return union(either.map((one) => typeOf(one, place)));
  if (schema.allOf !== undefined) return schema.allOf.map((one) => `(${typeOf(one, place)})`).join(' & ');
  if (Array.isArray(type)) return union(type.map((one: string) => typeOf({ ...schema, type: one }, place)));
  if (type === 'array') return `${place.readonly ? 'Readonly' : ''}Array<${typeOf(schema.items ?? {}, place)}>`;
  if (type === 'object') return objectType(schema, place);
  if (type === undefined) return 'unknown';
  const primitive = PRIMITIVES[type as string];
  if (primitive === undefined) throw new Error(`no type is known for a schema of type ${String(type)}`);
  return primitive;
}

/** Parameters of a path or of a query, as the properties of an object; null where there are none. */
function parametersType(parameters: readonly Parameter[], within: 'path' | 'query', indent: string): string | null {
  const mine = parameters.filter((parameter) => parameter.in === within);
  if (mine.length === 0) return null;
  const properties = Object.fromEntries(
    mine.map(({ name = '', description, schema }) => [name, { ...schema, ...(description && { description }) }]),
  );
  const required = mine.filter((parameter) => parameter.required === true).map(({ name = '' }) => name);
  return typeOf({ type: 'object', properties, required }, { indent, readonly: true });
}

/** What comes back: JSON as `answer` (null: nothing), anything else as `text`. */
function answerOf({ responses = {} }: Operation, indent: string): string {
  const done = Object.entries(responses).find(([status]) => status.startsWith('2'));
  const media = Object.entries(done?.[1].content ?? {});
  if (media.length === 0) return 'answer: null';
  const json = media.find(([type]) => type === JSON_MEDIA)?.[1].schema;
  return json === undefined ? 'text: string' : `answer: ${typeOf(json, { indent, readonly: false })}`;
}

function operationType(name: string, operation: Operation): string {
  const indent = '    ';
  const { parameters = [], requestBody } = operation;
  const path = parametersType(parameters, 'path', indent);
  const query = parametersType(parameters, 'query', indent);
  const body = requestBody?.content?.[JSON_MEDIA]?.schema;
  const members = [
    ...(path === null ? [] : [`path: ${path}`]),
    ...(query === null ? [] : [`query: ${query}`]),
    ...(body === undefined ? [] : [`body: ${typeOf(body, { indent, readonly: false })}`]),
    answerOf(operation, indent),
  ];
  return `${comment(operation.summary, '  ')}  '${name}': {\n${members.map((member) => `${indent}${member};\n`).join('')}  };\n`;
}

/**
 * Types of the API from its description: the shapes it names, and for each operation what is asked with it (`path`,
 * `query`, `body`, where it has them) and what it answers.
 *
 * @throws Error where the description has something that no type is known for
 */
export function clientTypes({ paths = {}, components = {} }: DescribedApi): string {
  const shapes = Object.entries(components.schemas ?? {}).map(
    ([name, schema]: [string, Schema]) =>
      `${comment(schema.description, '  ')}  ${key(name)}: ${typeOf(schema, { indent: '  ', readonly: false })};\n`,
  );
  const operations = Object.entries(paths).flatMap(([path, item]: [string, Partial<Record<string, Operation>>]) =>
    METHODS.flatMap((method) => {
      const operation = item[method];
      return operation === undefined ? [] : [operationType(`${method.toUpperCase()} ${path}`, operation)];
    }),
  );
  return [
    '// Generated by control-plane/src/http/openapi/generate-main.ts from the API’s description. Do not edit.',
    `/** What crosses the API under a name of its own. */\nexport interface ApiShapes {\n${shapes.join('')}}`,
    `/** What can be asked of the API, below /api/v1. */\nexport interface ApiOperations {\n${operations.join('')}}`,
    '',
  ].join('\n\n');
}
