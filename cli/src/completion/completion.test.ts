import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeControlPlane } from '../../../test/fakes/control-plane/fake-control-plane.ts';
import { runCli } from '../../../test/fakes/control-plane/run-cli.ts';
import { sampleAgent, sampleJob } from '../../../test/fakes/control-plane/samples.ts';

/** Nothing here waits long, but the machine may be busy with other things. */
vi.setConfig({ testTimeout: 30_000 });

const run = promisify(execFile);

let plane: FakeControlPlane;
let folder: string;
beforeEach(async () => {
  plane = await new FakeControlPlane().start();
  folder = await mkdtemp(join(tmpdir(), 'longshore-completion-'));
});
afterEach(async () => {
  await plane.stop();
  await rm(folder, { recursive: true });
});

/** What bash would offer after these words; `longshore __complete` is a program that knows two ids. */
async function bashOffers(...words: string[]): Promise<string[]> {
  const { stdout: script } = await runCli(plane, ['completion', 'bash']);
  await writeFile(join(folder, 'completion.bash'), script);
  await writeFile(join(folder, 'longshore'), '#!/bin/sh\n[ "$1" = __complete ] && echo "$2-one" && echo "$2-two"\n');
  await chmod(join(folder, 'longshore'), 0o755);
  const quoted = ['longshore', ...words].map((word) => `'${word}'`).join(' ');
  const program = `source completion.bash; COMP_WORDS=(${quoted}); COMP_CWORD=${words.length}; _longshore; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout } = await run('bash', ['-c', program], { cwd: folder, env: { PATH: `${folder}:/usr/bin:/bin` } });
  return stdout.split('\n').filter((line) => line !== '');
}

describe('completion', () => {
  it('offers nouns, verbs and options in bash', async () => {
    expect(await bashOffers('j')).toEqual(['job']);
    expect(await bashOffers('job', 'l')).toEqual(['list', 'logs']);
    expect(await bashOffers('job', 'run', '--mem')).toEqual(['--memory']);
    expect(await bashOffers('job', 'ls', '--js')).toEqual(['--json']);
  });

  it('offers values: choices as they are, ids from the control plane', async () => {
    expect(await bashOffers('job', 'run', '--kind', '')).toEqual(['container', 'data-generator']);
    expect(await bashOffers('job', 'show', '')).toEqual(['job-one', 'job-two']);
    expect(await bashOffers('job', 'run', '--agent', 'agent-t')).toEqual(['agent-two']);
    expect(await bashOffers('topic', 'consume', 'topic-o')).toEqual(['topic-one']);
    expect(await bashOffers('completion', '')).toEqual(expect.arrayContaining(['bash', 'zsh', 'fish']));
  });

  it.each(['zsh', 'fish'] as const)('knows every command in %s', async (shell) => {
    const { stdout, exitCode } = await runCli(plane, ['completion', shell]);
    expect(exitCode).toBe(0);
    for (const word of ['job', 'attach', 'consume', 'data-generator', 'place-within']) expect(stdout).toContain(word);
    expect(stdout).not.toContain('undefined');
  });

  it('gives names and ids, without what a shell would take apart', async () => {
    plane.change('x', sampleJob({ id: 'id-1', name: 'nightly' }));
    plane.change('y', sampleJob({ id: 'id-2', name: 'two words; rm' }));
    plane.agents.push(sampleAgent());
    expect((await runCli(plane, ['__complete', 'job'])).stdout.trim().split('\n').sort()).toEqual([
      'id-1',
      'id-2',
      'nightly',
    ]);
    expect((await runCli(plane, ['__complete', 'agent'])).stdout).toBe('host-1\n');
  });

  it('refuses a shell it does not know', async () => {
    const { exitCode, stderr } = await runCli(plane, ['completion', 'tcsh']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('shell does not take "tcsh"');
  });
});
