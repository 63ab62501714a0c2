import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const pages = join(import.meta.dirname, '../..');
const mantine = dirname(createRequire(import.meta.url).resolve('@mantine/core/styles.css'));
const of = (name: string) => join(mantine, '..', name, 'esm');

const IMPORTS = /^(?:import|export) ?(\{[^}]*\}|[^{};]*?) ?from ?["']([^"']+)["']/gm;

/** What a module takes from where, types left out. */
function importsOf(file: string): { names: string[]; from: string }[] {
  return [...readFileSync(file, 'utf8').matchAll(IMPORTS)].map(([, taken = '', from = '']) => ({
    names: taken
      .replace(/[{}]/g, '')
      .split(',')
      .map((name) => name.trim().split(' as ')[0] ?? '')
      .filter((name) => name !== '' && !name.startsWith('type ')),
    from,
  }));
}

/** Where a package of Mantine has what it offers. */
function offers(name: string): Map<string, string> {
  const index = join(of(name), 'index.mjs');
  return new Map(
    importsOf(index)
      .filter(({ from }) => from.endsWith('.mjs'))
      .flatMap(({ names, from }) => names.map((each) => [each, join(of(name), from)] as const)),
  );
}

const core = offers('core');

/** The style sheets of a module of Mantine and of all that it takes from Mantine. */
function sheetsOf(file: string, seen: Set<string>, sheets: Set<string>): void {
  if (seen.has(file)) return;
  seen.add(file);
  const sheet = /([^/]+)\.module\.mjs$/.exec(file)?.[1];
  if (sheet !== undefined && file.startsWith(of('core'))) sheets.add(sheet);
  if (sheet !== undefined) return;
  for (const { names, from } of importsOf(file)) {
    if (from.endsWith('.mjs')) sheetsOf(join(dirname(file), from), seen, sheets);
    if (from === '@mantine/core') for (const name of names) sheetsOf(core.get(name) ?? '', seen, sheets);
  }
}

function sheetsOfPages(): Set<string> {
  const sheets = new Set<string>();
  const seen = new Set(['']);
  const files = readdirSync(pages, { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\.tsx?$/.test(file) && !file.startsWith('generated'),
  );
  for (const file of files) {
    for (const { names, from } of importsOf(join(pages, file))) {
      const name = /^@mantine\/(core|charts|notifications|spotlight)$/.exec(from)?.[1];
      if (name === undefined) continue;
      const offered = offers(name);
      for (const each of names) sheetsOf(offered.get(each) ?? '', seen, sheets);
    }
  }
  return sheets;
}

const listed = [
  ...readFileSync(join(import.meta.dirname, 'mantine-styles.ts'), 'utf8').matchAll(/styles\/([\w-]+)\.css/g),
].map(([, name = '']) => name);
const ALWAYS = ['baseline', 'default-css-variables', 'global'];

describe('the style sheets of Mantine', () => {
  it('are those of the parts that pages draw, and no others', () => {
    const drawn = [...sheetsOfPages()];
    expect(drawn).toContain('Button');
    expect(listed.toSorted()).toEqual([...ALWAYS, ...drawn].toSorted());
  });

  it('come in the order in which Mantine has them', () => {
    const all = readFileSync(join(mantine, 'styles.css'), 'utf8');
    const places = listed.map((name) =>
      all.indexOf(
        readFileSync(join(mantine, `styles/${name}.css`), 'utf8')
          .trim()
          .slice(0, 200),
      ),
    );
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((one, other) => one - other));
  });
});
