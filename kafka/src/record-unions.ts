import avro from 'avsc';

/** Rewrites a value on its way into or out of Avro's own form. */
type Rewrite = (value: unknown) => unknown;

/** The two directions of one rewriting. */
export interface UnionTranslation {
  /** `{type: 'Apply', …}` → `{'io.longshore.Apply': {…}}` */
  toAvro: Rewrite;
  /** The other way. */
  fromAvro: Rewrite;
}

type Objects = Record<string, unknown>;

function isObject(value: unknown): value is Objects {
  return typeof value === 'object' && value !== null;
}

/** `io.longshore.Apply` → `Apply`. */
function shortName(type: avro.Type): string {
  return (type.branchName ?? '').replace(/^.*\./, '');
}

function translateUnion(type: avro.types.WrappedUnionType): UnionTranslation {
  const branches = type.types.map((branch) => ({
    name: branch.branchName ?? '',
    short: shortName(branch),
    inner: recordUnionTranslation(branch),
  }));
  return {
    toAvro(value) {
      if (!isObject(value)) return value;
      const branch = branches.find(({ short }) => short === value.type);
      if (branch === undefined) return value;
      const { type: _discriminator, ...fields } = value;
      return { [branch.name]: branch.inner === null ? fields : branch.inner.toAvro(fields) };
    },
    fromAvro(value) {
      if (!isObject(value)) return value;
      const branch = branches.find(({ name }) => Object.hasOwn(value, name));
      if (branch === undefined)
        throw new TypeError(`${Object.keys(value).join()} is of a kind unknown to this version`);
      const content = value[branch.name];
      const fields = branch.inner === null ? content : branch.inner.fromAvro(content);
      return { type: branch.short, ...(fields as Objects) };
    },
  };
}

function translateRecord(type: avro.types.RecordType): UnionTranslation | null {
  const changed = type.fields.flatMap((field) => {
    const inner = recordUnionTranslation(field.type);
    return inner === null ? [] : [{ name: field.name, inner }];
  });
  if (changed.length === 0) return null;
  const rewrite = (direction: keyof UnionTranslation): Rewrite => {
    return (value) => {
      if (!isObject(value)) return value;
      const copy: Objects = { ...value };
      for (const { name, inner } of changed) copy[name] = inner[direction](value[name]);
      return copy;
    };
  };
  return { toAvro: rewrite('toAvro'), fromAvro: rewrite('fromAvro') };
}

function translateItems(items: avro.Type): UnionTranslation | null {
  const inner = recordUnionTranslation(items);
  if (inner === null) return null;
  const rewrite = (direction: keyof UnionTranslation): Rewrite => {
    return (value) => {
      if (Array.isArray(value)) return value.map(inner[direction]);
      if (!isObject(value)) return value;
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, inner[direction](item)]));
    };
  };
  return { toAvro: rewrite('toAvro'), fromAvro: rewrite('fromAvro') };
}

/**
 * How values of `type` are translated between TypeScript's discriminated unions of records and Avro's wrapped ones.
 * Null when there is nothing to translate, so that records without such a union cost nothing.
 */
export function recordUnionTranslation(type: avro.Type): UnionTranslation | null {
  const { types } = avro;
  if (avro.Type.isType(type, 'union:wrapped')) return translateUnion(type as avro.types.WrappedUnionType);
  if (type instanceof types.RecordType) return translateRecord(type);
  if (type instanceof types.ArrayType) return translateItems(type.itemsType);
  if (type instanceof types.MapType) return translateItems(type.valuesType);
  return null;
}
