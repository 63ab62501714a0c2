import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { FakeTerminal } from '../../test/fakes/terminal.ts';
import { CommandHost } from './command/command-host.ts';
import { createProgram, runCommandLine } from './command-line.ts';

async function run(...args: string[]) {
  const terminal = new FakeTerminal();
  const exitCode = await runCommandLine(args, terminal);
  return { exitCode, stdout: terminal.out.text, stderr: terminal.err.text };
}

describe('help', () => {
  it('shows examples before everything else, on every level', async () => {
    for (const args of [['--help'], ['help'], ['job', '--help'], ['help', 'job', 'run'], ['topic', 'consume', '-h']]) {
      const { exitCode, stdout, stderr } = await run(...args);
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
      expect(stdout).toMatch(/^Examples:\n/);
    }
  });

  it('tells exit codes, environment and --json', async () => {
    expect((await run('help', 'exit-codes')).stdout).toContain('130  interrupted');
    expect((await run('help', 'environment')).stdout).toContain('LONGSHORE_URL');
    expect((await run('help', 'json')).stdout).toContain('"event":"end"');
  });

  it('is offered, with 2, for what is not there', async () => {
    expect(await run('help', 'jbo')).toMatchObject({ exitCode: 2, stdout: '' });
    expect((await run('jbo')).stderr).toBe(
      "unknown command 'jbo' · longshore · Did you mean job?; longshore --help shows how\n",
    );
    expect((await run('job', 'show')).stderr).toBe(
      "missing required argument 'job' · longshore job show · longshore job show --help shows how\n",
    );
    expect((await run('job')).exitCode).toBe(2);
  });

  it('fits 80 columns in its own pages', async () => {
    for (const page of ['exit-codes', 'environment', 'json']) {
      for (const line of (await run('help', page)).stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
    }
  });
});

describe('every verb of a noun', () => {
  const program = createProgram(new CommandHost(new FakeTerminal()));
  const nouns = [
    'job',
    'schedule',
    'work',
    'worker',
    'agent',
    'topic',
    'registry',
    'webhook',
    'user',
    'key',
    'session',
  ];
  const verbs = nouns.flatMap((noun) => {
    const command = program.commands.find((candidate) => candidate.name() === noun);
    return (command?.commands ?? []).map((verb): [string, Command] => [`${noun} ${verb.name()}`, verb]);
  });

  it.each(verbs)('%s speaks JSON for programs and says what it does', (_, verb) => {
    expect(verb.options.map(({ long }) => long)).toContain('--json');
    expect(verb.description()).not.toBe('');
    for (const option of verb.options) expect(option.description).not.toBe('');
  });
});

const { exports: schemaParts } = JSON.parse(readFileSync('schemas/package.json', 'utf8')) as {
  exports: Record<string, string>;
};

/** Packages that a module loads before any of its functions runs, itself or through what it imports. */
function packagesLoadedBy(file: string, seen = new Set<string>()): Set<string> {
  const packages = new Set<string>();
  if (seen.has(file) || file.endsWith('.json')) return packages;
  seen.add(file);
  for (const [, from = ''] of readFileSync(file, 'utf8').matchAll(/^import (?!type )[^;]*?from '([^']+)'/gm)) {
    // Parts of the schemas may be small enough: that is seen by what they load.
    const part = schemaParts[from.replace('@longshore/schemas/', './')];
    if (part === undefined && !from.startsWith('.')) packages.add(from);
    else {
      const next = part === undefined ? join(dirname(file), from) : join('schemas', part);
      for (const name of packagesLoadedBy(next, seen)) packages.add(name);
    }
  }
  return packages;
}

describe('starting up', () => {
  it('loads nothing but the parser of command lines until it is known what is to be done', () => {
    const loaded = packagesLoadedBy(join(import.meta.dirname, 'command-line.ts'));
    expect([...loaded].filter((name) => !name.startsWith('node:'))).toEqual(['commander']);
  });
});
