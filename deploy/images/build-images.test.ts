import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildImages, INPUTS_LABEL } from './build-images.ts';
import type { EngineApi } from './engine-api.ts';
import type { ImageTarget } from './image-targets.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'longshore-images-'));
  mkdirSync(join(root, 'deploy/images'), { recursive: true });
  for (const path of ['deploy/images/base-root.ts', 'deploy/images/tar-archive.ts', 'program.ts']) {
    writeFileSync(join(root, path), 'first');
  }
});
afterEach(() => rmSync(root, { recursive: true }));

const target: ImageTarget = {
  repository: 'longshore/program',
  atUp: true,
  inputs: ['program.ts'],
  context: async () => [{ kind: 'file', path: 'Dockerfile', content: Buffer.from('FROM x') }],
};

/** An engine that remembers images by name, and what was asked of it. */
function rememberingEngine(): EngineApi & {
  images: Map<string, { id: string; labels: Record<string, string> }>;
  removed: string[];
} {
  const images = new Map<string, { id: string; labels: Record<string, string> }>();
  const removed: string[] = [];
  let made = 0;
  return {
    images,
    removed,
    inspectImage: async (name) => images.get(name) ?? null,
    importImage: async (name, changes) => {
      const [label = '', value = ''] = (changes[0] ?? '').replace('LABEL ', '').split('=');
      images.set(name, { id: `image-${++made}`, labels: { [label]: value } });
    },
    buildImage: async ({ name, labels }) => {
      images.set(name, { id: `image-${++made}`, labels });
    },
    removeUnusedImage: async (id) => {
      removed.push(id);
    },
  };
}

async function build(engine: EngineApi): Promise<Record<string, string>> {
  const outcomes: Record<string, string> = {};
  await buildImages({
    engine,
    root,
    node: process.execPath,
    baseImage: 'longshore/base:test',
    tag: 'test',
    targets: [target],
    onImage: (name, outcome) => {
      outcomes[name] = outcome;
    },
  });
  return outcomes;
}

describe('buildImages', () => {
  it('builds what is missing, and nothing the second time', async () => {
    const engine = rememberingEngine();
    expect(await build(engine)).toEqual({ 'longshore/base:test': 'built', 'longshore/program:test': 'built' });
    expect(await build(engine)).toEqual({ 'longshore/base:test': 'unchanged', 'longshore/program:test': 'unchanged' });
    expect(engine.removed).toEqual([]);
  });

  it('builds again what an input of changed, and removes what it replaces', async () => {
    const engine = rememberingEngine();
    await build(engine);
    const replaced = engine.images.get('longshore/program:test')?.id;
    writeFileSync(join(root, 'program.ts'), 'second');
    expect(await build(engine)).toEqual({ 'longshore/base:test': 'unchanged', 'longshore/program:test': 'built' });
    expect(engine.removed).toEqual([replaced]);
  });

  it('builds everything again when the base changed', async () => {
    const engine = rememberingEngine();
    await build(engine);
    writeFileSync(join(root, 'deploy/images/base-root.ts'), 'second');
    expect(await build(engine)).toEqual({ 'longshore/base:test': 'built', 'longshore/program:test': 'built' });
  });

  it('does not remove an image of that name that somebody else made', async () => {
    const engine = rememberingEngine();
    engine.images.set('longshore/program:test', { id: 'theirs', labels: {} });
    await build(engine);
    expect(engine.removed).toEqual([]);
    expect(engine.images.get('longshore/program:test')?.labels[INPUTS_LABEL]).toMatch(/^[0-9a-f]{64}$/);
  });
});
