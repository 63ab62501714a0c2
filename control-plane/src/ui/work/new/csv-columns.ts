/** Lines that are looked at for names of columns. */
const LOOKED_AT = 1;

/** The columns that CSV names in its first line, as far as they can be told. */
export function csvColumns(csv: string): string[] {
  const [first = ''] = csv.replace(/^\uFEFF/, '').split(/\r?\n/, LOOKED_AT);
  const fields = first.match(/(?:"(?:""|[^"])*"|[^,])+/g) ?? [];
  return unique(
    fields.map((field) =>
      field
        .trim()
        .replace(/^"(.*)"$/s, '$1')
        .replaceAll('""', '"'),
    ),
  );
}

/** The columns of rows in JSON: those of the first of them, which most have. */
export function jsonColumns(text: string): string[] {
  try {
    const rows: unknown = JSON.parse(text);
    const first: unknown = Array.isArray(rows) ? rows[0] : undefined;
    return typeof first === 'object' && first !== null ? unique(Object.keys(first)) : [];
  } catch {
    // What is still being typed has no columns to offer.
    return [];
  }
}

const unique = (names: readonly string[]): string[] => [...new Set(names)].filter((name) => name !== '');
