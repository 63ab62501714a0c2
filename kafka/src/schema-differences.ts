import avro from 'avsc';

/** One thing by which a record of the old schema can no longer be read: where in the record, and what. */
type Difference = `${string}: ${string}`;

const { types } = avro;

function branchesOf(type: avro.Type): readonly avro.Type[] {
  return 'types' in type ? (type.types as avro.Type[]) : [type];
}

function isUnion(type: avro.Type): boolean {
  return 'types' in type;
}

/** Logical types are read as what lies beneath them. */
function beneath(type: avro.Type): avro.Type {
  return type instanceof types.LogicalType ? type.underlyingType : type;
}

function nameOf(type: avro.Type): string {
  return isUnion(type) ? `[${branchesOf(type).map(nameOf).join(', ')}]` : (type.name ?? type.typeName);
}

function recordDifferences(ours: avro.types.RecordType, theirs: avro.types.RecordType, path: string): Difference[] {
  return ours.fields.flatMap((field): Difference[] => {
    const at = path === '' ? field.name : `${path}.${field.name}`;
    const written = theirs.fields.find(({ name }) => name === field.name || field.aliases.includes(name));
    if (written !== undefined) return differences(field.type, written.type, at);
    return field.defaultValue() === undefined ? [`${at}: new, and without a default`] : [];
  });
}

function enumDifferences(ours: avro.types.EnumType, theirs: avro.types.EnumType, path: string): Difference[] {
  // avsc's types do not name the default symbol, which its objects do have.
  if ('default' in ours && ours.default !== undefined) return [];
  const gone = theirs.symbols.filter((symbol) => !ours.symbols.includes(symbol));
  return gone.length === 0 ? [] : [`${path}: ${gone.join(', ')} taken away, and ${nameOf(ours)} has no default symbol`];
}

function canRead(reader: avro.Type, writer: avro.Type): boolean {
  try {
    reader.createResolver(writer);
    return true;
  } catch (error) {
    if (error instanceof Error) return false;
    throw error;
  }
}

function differences(reader: avro.Type, writer: avro.Type, path: string): Difference[] {
  const ours = beneath(reader);
  const theirs = beneath(writer);
  if (isUnion(ours) || isUnion(theirs)) {
    return branchesOf(theirs).flatMap((branch) => {
      const sameName = branchesOf(ours).find((one) => nameOf(beneath(one)) === nameOf(beneath(branch)));
      if (sameName !== undefined) return differences(sameName, branch, path);
      return canRead(reader, branch) ? [] : [`${path}: ${nameOf(branch)} was possible, and no longer is` as const];
    });
  }
  if (ours instanceof types.RecordType && theirs instanceof types.RecordType && ours.name === theirs.name) {
    return recordDifferences(ours, theirs, path);
  }
  if (ours instanceof types.EnumType && theirs instanceof types.EnumType && ours.name === theirs.name) {
    return enumDifferences(ours, theirs, path);
  }
  if (ours instanceof types.ArrayType && theirs instanceof types.ArrayType) {
    return differences(ours.itemsType, theirs.itemsType, `${path}[]`);
  }
  if (ours instanceof types.MapType && theirs instanceof types.MapType) {
    return differences(ours.valuesType, theirs.valuesType, `${path}{}`);
  }
  return canRead(reader, writer) ? [] : [`${path}: was ${nameOf(theirs)}, is ${nameOf(ours)}`];
}

/**
 * Why records written with `theirs` could not be read with `ours` (BACKWARD compatibility), field by field; empty when
 * they could.
 *
 * @param ours - the new schema, as JSON text
 * @param theirs - the schema that records have been written with
 */
export function schemaDifferences(ours: string, theirs: string): string[] {
  const reader = avro.Type.forSchema(JSON.parse(ours) as avro.Schema);
  const writer = parsed(theirs);
  if (writer === null) return ['what is registered is no Avro schema'];
  const found = differences(reader, writer, '');
  if (found.length > 0 || canRead(reader, writer)) return [...new Set(found)];
  return [`${nameOf(reader)} cannot read ${nameOf(writer)}`];
}

/** A schema that others registered; null when it is not one of Avro's. */
function parsed(schema: string): avro.Type | null {
  try {
    return avro.Type.forSchema(JSON.parse(schema) as avro.Schema);
  } catch (error) {
    if (error instanceof Error) return null;
    throw error;
  }
}
