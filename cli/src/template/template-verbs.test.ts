import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeControlPlane } from '../../../test/fakes/control-plane/fake-control-plane.ts';
import { sampleTemplate } from '../../../test/fakes/control-plane/fake-templates.ts';
import { runCli } from '../../../test/fakes/control-plane/run-cli.ts';

const options = { nowMs: Date.parse('2026-03-01T13:00:00Z') };

let plane: FakeControlPlane;
let folder: string;
beforeEach(async () => {
  plane = await new FakeControlPlane().start();
  folder = await mkdtemp(join(tmpdir(), 'longshore-templates-'));
});
afterEach(async () => {
  await plane.stop();
  await rm(folder, { recursive: true });
});

async function jobFile(text: string): Promise<string> {
  const path = join(folder, 'job.yaml');
  await writeFile(path, text);
  return path;
}

const submitted = () => plane.requests.find(({ method, path }) => method === 'POST' && path.startsWith('/jobs'))?.body;

describe('template save', () => {
  it('keeps what was given and nothing more, not even a kind', async () => {
    const line = ['template', 'save', 'small', '--cpu', '0.5', '--env', 'A=b', '--description', 'half a core'];
    const { stdout, stderr, exitCode } = await runCli(plane, line);
    expect(exitCode).toBe(0);
    expect(plane.requests[0]?.idempotencyKey).toBeDefined();
    expect(plane.requests[0]?.body).toEqual({
      name: 'small',
      description: 'half a core',
      spec: { environment: { A: 'b' }, resources: { cpuMillis: 500 } },
    });
    expect(stdout).toBe(`${plane.templates[0]?.id}\n`);
    expect(stderr).toBe('small kept: image left open · longshore job run --template small\n');
  });

  it('takes a file with options over it, and says that it overwrote what was there', async () => {
    plane.templates.push(sampleTemplate('tool', { image: 'tool:0' }, 'the tool'));
    const file = await jobFile('image: tool:1\nparallelism: 2\n');
    const { stderr } = await runCli(plane, ['template', 'save', 'tool', '-f', file, '--parallelism', '3']);
    expect(plane.templates).toHaveLength(1);
    expect(plane.templates[0]).toMatchObject({
      description: 'the tool',
      spec: { image: 'tool:1', parallelism: 3 },
    });
    expect(stderr).toBe('tool overwritten: tool:1 · longshore job run --template tool\n');
  });

  it('names what was refused as it was given', async () => {
    const { stderr, exitCode } = await runCli(plane, [
      'template',
      'save',
      'a b',
      '--parallelism',
      '0',
      '--cpu',
      '9999999',
    ]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('the template is not accepted');
    expect(stderr).toContain('the name of the template: a template’s name has letters');
    expect(stderr).toContain('--parallelism: at least 1');
    expect(stderr).toContain('--cpu (resources.cpuMillis): at most 1024000');
  });

  it('refuses to keep nothing', async () => {
    const { stderr, exitCode } = await runCli(plane, ['template', 'save', 'none']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('nothing to keep was named');
    expect(plane.requests).toEqual([]);
  });
});

describe('template list, show and delete', () => {
  it('lists what each runs, and when it was changed', async () => {
    plane.templates.push(
      sampleTemplate('people', { topic: 'people' }, 'rows'),
      sampleTemplate('tool', { image: 'tool:1' }),
    );
    const { stdout } = await runCli(plane, ['template', 'list'], options);
    const lines = stdout.split('\n');
    expect(lines[1]).toMatch(/^people {2}records into people {2}1 h ago {2}rows/);
    expect(lines[2]).toMatch(/^tool {4}tool:1 {15}1 h ago {2}–/);
    expect(JSON.parse((await runCli(plane, ['template', 'ls', '--json'])).stdout)).toHaveLength(2);
  });

  it('says what makes the first', async () => {
    expect((await runCli(plane, ['template', 'list'])).stderr).toContain('longshore template save tool --image tool:1');
  });

  it('shows the job as YAML, alone for a file', async () => {
    const spec = { image: 'tool:1', environment: { A: 'yes' } };
    plane.templates.push(sampleTemplate('tool', spec, 'the tool'));
    const { stdout } = await runCli(plane, ['template', 'show', 'tool'], options);
    expect(stdout).toMatch(/^tool\nFor {6}the tool\nRuns {5}tool:1\nChanged {2}1 h ago\n/);
    const yaml = (await runCli(plane, ['template', 'show', 'tool', '--yaml'])).stdout;
    expect(yaml).toBe('image: tool:1\nenvironment:\n  A: "yes"\n'.replace('"yes"', 'yes'));
    expect(JSON.parse((await runCli(plane, ['template', 'show', 'tool', '--json'])).stdout).spec).toEqual(spec);
  });

  it('deletes several by name', async () => {
    plane.templates.push(sampleTemplate('a', { image: 'a' }), sampleTemplate('b', { image: 'b' }));
    const { stdout, exitCode } = await runCli(plane, ['template', 'delete', 'a', 'gone', 'b']);
    expect(stdout).toBe('a deleted\nb deleted\n');
    expect(exitCode).toBe(1);
    expect(plane.templates).toEqual([]);
  });
});

describe('a job from a template', () => {
  beforeEach(() => {
    const spec = { image: 'tool:1', parallelism: 2, environment: { A: '1', B: '1' }, command: ['a', 'b'] };
    plane.templates.push(sampleTemplate('tool', spec));
  });

  it('has a file laid over the template, and options over both', async () => {
    const file = await jobFile('parallelism: 3\nenvironment: { B: "2", C: "2" }\n');
    const line = ['job', 'run', '--template', 'tool', '-f', file, '--env', 'C=3', '--detach', '--', 'c'];
    expect((await runCli(plane, line)).exitCode).toBe(0);
    expect(submitted()).toEqual({
      kind: 'container',
      image: 'tool:1',
      parallelism: 3,
      environment: { A: '1', B: '2', C: '3' },
      command: ['c'],
    });
  });

  it('is planned in the same way', async () => {
    await runCli(plane, ['job', 'plan', '--template', 'tool', '--parallelism', '8']);
    expect(plane.requests[1]).toMatchObject({ path: '/jobs/plan', body: { image: 'tool:1', parallelism: 8 } });
  });

  it('is refused with the template named', async () => {
    const { stderr, exitCode } = await runCli(plane, ['job', 'run', '--template', 'tool', '--parallelism', '0']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('the template tool');
    expect(stderr).toContain('--parallelism: at least 1');
  });

  it('says when there is no such template, and which option takes a file', async () => {
    const gone = await runCli(plane, ['job', 'run', '--template', 'gone']);
    expect(gone).toMatchObject({ exitCode: 2 });
    expect(gone.stderr).toContain('there is no template gone');
    expect(gone.stderr).toContain('longshore template list');
    expect((await runCli(plane, ['job', 'run', '--template', 'people.yaml'])).stderr).toContain('--fields');
  });

  it('has its order told in help', async () => {
    for (const verb of ['run', 'plan']) {
      expect((await runCli(plane, ['job', verb, '--help'])).stdout).toContain('A file (-f) is laid over the template');
    }
  });
});
