import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  AUDIT_ACTIONS,
  FAILURES,
  generatorSchema,
  jobSpecSchema,
  scheduleInputSchema,
  WORK_FAILURES,
  WORK_SCHEMAS,
  WORK_TYPES,
} from '@longshore/schemas';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { openApiDocument } from '../control-plane/src/http/openapi/openapi-document.ts';
import { generatedPages } from './source/generated-pages.ts';

const root = join(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const pages = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.md'));

function anchorsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replaceAll(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );
}

describe('the documentation', () => {
  it.each([...pages.map((name) => `docs/${name}`), 'README.md'])('has in %s only links that lead somewhere', (page) => {
    const text = read(page);
    for (const [, target = ''] of text.matchAll(/\]\((?!https?:)([^)\s]+)\)/g)) {
      const [file = '', anchor] = target.split('#');
      const path = file === '' ? page : join(dirname(page), file);
      expect(existsSync(join(root, path)), `${page}: ${target}`).toBe(true);
      if (anchor !== undefined) expect(anchorsOf(read(path)), `${page}: ${target}`).toContain(anchor);
    }
  });

  it('shows pictures that there are, each with words for who does not see it, and has none that it does not show', () => {
    const shown = new Set<string>();
    for (const page of ['README.md', 'docs/images/README.md', ...pages.map((name) => `docs/${name}`)]) {
      for (const [, tag = ''] of read(page).matchAll(/<(?:img|source) ([^>]*)>/g)) {
        const [, file = ''] = /(?:src|srcset)="([^"]+)"/.exec(tag) ?? [];
        const path = join(dirname(page), file);
        expect(existsSync(join(root, path)), `${page}: ${file}`).toBe(true);
        if (/^src=| src="/.test(tag)) expect(tag, `${page}: ${file}`).toMatch(/alt="[^"]{15,}"/);
        shown.add(path);
      }
    }
    const there = readdirSync(join(import.meta.dirname, 'images')).filter((name) => name.endsWith('.png'));
    expect(there.map((name) => `docs/images/${name}`).filter((path) => !shown.has(path))).toEqual([]);
  });

  it('is listed in its index, page by page', () => {
    const index = read('docs/README.md');
    for (const page of pages.filter((name) => name !== 'README.md')) expect(index).toContain(`(${page})`);
  });

  it('names in its architecture only places that there are', () => {
    const places = read('docs/architecture.md').match(/(?<=`|<br>)(?:[a-z-]+\/)+[a-z-]*(?:\.ts)?(?=[`\]])/g) ?? [];
    expect(places.length).toBeGreaterThan(20);
    for (const place of places) expect(existsSync(join(root, place)), place).toBe(true);
  });

  it('tells of each failure code what the product tells: words, advice, whether it is tried again', () => {
    const text = read('docs/troubleshooting.md');
    for (const [code, { words, advice, retryable }] of Object.entries(FAILURES)) {
      expect(text).toContain(`| \`${code}\` | ${words} | ${advice} | ${retryable ? 'yes' : 'no'} |`);
    }
  });

  it('tells of each action in the audit log what the product tells', () => {
    const text = read('docs/audit.md');
    for (const [action, { word, means }] of Object.entries(AUDIT_ACTIONS)) {
      expect(text).toContain(`| \`${action}\` | ${word} | ${means} |`);
    }
  });

  it('names each path that makes something and takes no Idempotency-Key, and no other', () => {
    const operations = Object.entries(openApiDocument().paths ?? {});
    const without = operations.flatMap(([path, { post }]) => {
      const parameters = (post?.parameters ?? []) as { name?: string }[];
      const takesKey = parameters.some(({ name }) => name === 'Idempotency-Key');
      return post?.responses?.['201'] !== undefined && !takesKey ? [path] : [];
    });
    const words = read('docs/api.md').match(/- \*\*Creating twice\*\*[\s\S]+?(?=\n- )/)?.[0] ?? '';
    const named = [...words.matchAll(/`(?:POST )?(\/[^`]+)`/g)].map(([, path]) => path);
    expect(named.toSorted()).toEqual(without.toSorted());
  });

  it('names for each mishap a test that there is', () => {
    const rows = [...read('test/bad-input.md').matchAll(/^\| .+ \| (\S+\.test\.ts) \| (.+) \|$/gm)];
    expect(rows.length).toBeGreaterThan(20);
    for (const [, file = '', title = ''] of rows) expect(read(file), title).toContain(`'${title}`);
  });

  it('has every setting of the agent, and no other', () => {
    const inCode = new Set(
      read('agent/src/config.ts')
        .match(/^ {2}(LONGSHORE_|KAFKA_|SCHEMA_)[A-Z_]+(?=:)/gm)
        ?.map((name) => name.trim()),
    );
    const table = read('docs/agent.md')
      .split('\n')
      .filter((line) => line.startsWith('| `'));
    const inDocs = new Set(table.flatMap((line) => (line.split('|')[1] ?? '').match(/[A-Z][A-Z_]+[A-Z]/g) ?? []));
    expect([...inDocs].sort()).toEqual([...inCode].sort());
  });

  it('has every setting of the generator', () => {
    const text = read('docs/data-generator.md');
    for (const name of read('workloads/data-generator/src/config.ts').match(/LONGSHORE_[A-Z_]+(?=:)/g) ?? []) {
      expect(text).toContain(`\`${name}\``);
    }
    for (const field of Object.keys(generatorSchema.shape)) expect(text).toContain(`| \`${field}\` |`);
  });

  it('has every variable of docker-compose.yml', () => {
    const text = read('docs/docker-compose.md');
    const variables = new Set(read('docker-compose.yml').match(/(?<=\$\{)[A-Z0-9_]+/g));
    for (const name of variables) expect(text, name).toContain(`\`${name}\``);
  });

  it('has every field of a job, and an example that is accepted', () => {
    const text = read('docs/run-a-job.md');
    const table = text.slice(text.indexOf('| field |'));
    for (const option of jobSpecSchema.options) {
      for (const field of Object.keys(option.shape)) expect(table, field).toMatch(new RegExp(`\`${field}[\`.]`));
    }
    const example = /```yaml\n([\s\S]+?)```/.exec(text)?.[1] ?? '';
    expect(jobSpecSchema.safeParse(parse(example)).error).toBeUndefined();
  });

  it('has every type of work with payloads that are accepted, every failure, and every setting of a worker', () => {
    const text = read('docs/work-queues.md');
    for (const type of WORK_TYPES) {
      const start = text.indexOf(`\n### ${type}\n`);
      const section = text.slice(start, text.indexOf('\n##', start + 4));
      const examples = [...section.matchAll(/```json\n([\s\S]+?)```/g)].map(([, json = '']) => JSON.parse(json));
      expect(examples.length, type).toBeGreaterThan(0);
      for (const example of examples) expect(WORK_SCHEMAS[type].payload.safeParse(example).error).toBeUndefined();
    }
    for (const [code, { words, advice, retryable }] of Object.entries(WORK_FAILURES)) {
      expect(text).toContain(`| \`${code}\` | ${words} | ${advice} | ${retryable ? 'yes' : 'no'} |`);
    }
    for (const name of read('workloads/worker/src/config.ts').match(/^ {2}LONGSHORE_[A-Z_]+(?=:)/gm) ?? []) {
      expect(text).toContain(`\`${name.trim()}\``);
    }
  });

  it('has every field of a schedule, and an example that is accepted', () => {
    const text = read('docs/schedules.md');
    for (const field of Object.keys(scheduleInputSchema.shape)) expect(text).toContain(`| \`${field}\` |`);
    const example = /```json\n([\s\S]+?)```/.exec(text)?.[1] ?? '';
    expect(scheduleInputSchema.safeParse(JSON.parse(example)).error).toBeUndefined();
  });

  it.each(Object.entries(generatedPages()))(
    'has %s as the code makes it (else: node docs/generate-main.ts)',
    (name, text) => {
      expect(read(`docs/${name}`)).toBe(text);
    },
  );
});
