const inNames = /[\w.-]/;

/** Where a name stands in a text as a word of its own, not as part of a longer name; -1: nowhere. */
export function findName(text: string, name: string): number {
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + 1)) {
    const before = text[at - 1];
    const after = text.slice(at + name.length);
    if ((before === undefined || !inNames.test(before)) && !/^[\w-]|^\.\w/.test(after)) return at;
  }
  return -1;
}
