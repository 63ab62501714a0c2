import avro from 'avsc';

type Json = null | string | number | boolean | Json[] | { [key: string]: Json };
type JsonObject = { [key: string]: Json };

function isObject(schema: Json | undefined): schema is JsonObject {
  return typeof schema === 'object' && schema !== null && !Array.isArray(schema);
}

/** `io.longshore.Apply`; null for what has no name of its own. */
function fullName(schema: Json, namespace: string): string | null {
  if (!isObject(schema) || typeof schema.name !== 'string') return null;
  return schema.name.includes('.') ? schema.name : `${namespace}.${schema.name}`;
}

function widenUnion(ours: Json[], theirs: Json[], namespace: string): Json[] {
  const known = new Set(ours.map((branch) => fullName(branch, namespace)));
  const unknown = theirs.filter((branch) => isObject(branch) && !known.has(fullName(branch, namespace)));
  return [...ours, ...unknown];
}

/** Our schema, with those branches added to its unions of records that only the writer's has. */
function widen(ours: Json, theirs: Json | undefined, namespace: string): Json {
  if (Array.isArray(ours) && Array.isArray(theirs) && ours.filter(isObject).length > 1) {
    return widenUnion(ours, theirs, namespace);
  }
  if (!isObject(ours) || !isObject(theirs) || !Array.isArray(ours.fields) || !Array.isArray(theirs.fields)) return ours;
  const written = theirs.fields.filter(isObject);
  const fields = ours.fields.filter(isObject).map((field): JsonObject => {
    const same = written.find(({ name }) => name === field.name);
    return { ...field, type: widen(field.type ?? null, same?.type, namespace) };
  });
  return { ...ours, fields };
}

/**
 * A resolver by which records of `writer` are read as `ours`. Avro compares unions as a whole, so that one kind of
 * instruction that only a newer writer knows would make all of its instructions unreadable: such branches are added
 * to what is read, and only a record that really is of an unknown kind is then refused.
 *
 * @param ours - our schema, as JSON text
 * @throws Error in avsc's words when the two do not fit
 */
export function readerFor(ours: string, writer: avro.Type): { type: avro.Type; resolver: unknown } {
  const type = avro.Type.forSchema(JSON.parse(ours) as avro.Schema);
  try {
    return { type, resolver: type.createResolver(writer) };
  } catch (error) {
    const schema = JSON.parse(ours) as JsonObject;
    const theirs = JSON.parse(JSON.stringify(writer.schema({ exportAttrs: true }))) as Json;
    const wider = widen(schema, theirs, String(schema.namespace ?? ''));
    if (JSON.stringify(wider) === JSON.stringify(schema)) throw error;
    const widerType = avro.Type.forSchema(wider as avro.Schema);
    return { type: widerType, resolver: widerType.createResolver(writer) };
  }
}
