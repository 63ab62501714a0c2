import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { agentVersion } from './agent-version.ts';

const root = join(import.meta.dirname, '../..');
const settings = readFileSync(join(import.meta.dirname, 'package/agent.toml'), 'utf8');

describe('the settings file of the package', () => {
  it('names every setting of the agent but those for tests, and no other', () => {
    const inCode = [...readFileSync(join(root, 'agent/src/config.ts'), 'utf8').matchAll(/^ {2}([A-Z]+_[A-Z_]+)(?=:)/gm)]
      .map(([, name = '']) => name.replace(/^LONGSHORE_/, '').toLowerCase())
      .filter((name) => name !== 'failpoint');
    const inFile = [...settings.matchAll(/^#(?:\[(\w+)\]|(\w+) = )/gm)]
      .map(([, table, key]) => table ?? key)
      .filter((name) => name !== 'disk' && name !== 'zone');
    expect(inFile.toSorted()).toEqual(inCode.toSorted());
  });

  it('sets nothing as it is installed: the agent’s own defaults hold', () => {
    for (const line of settings.split('\n')) expect(line).toMatch(/^(#.*)?$/);
  });
});

describe('the version of a build', () => {
  it('is that of the agent, with the time and the hash of the last commit of what it is made from', async () => {
    expect(await agentVersion(root, ['LICENSE'])).toMatch(/^\d+\.\d+\.\d+\+\d{14}\.[0-9a-f]{7,}$/);
  });

  it('is the agent’s alone outside of a repository', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'longshore-version-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    mkdirSync(join(folder, 'agent'));
    writeFileSync(join(folder, 'agent/package.json'), '{"version": "4.5.6"}');
    expect(await agentVersion(folder, ['agent'])).toBe('4.5.6');
  });
});
