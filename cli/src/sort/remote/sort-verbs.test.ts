import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeControlPlane } from '../../../../test/fakes/control-plane/fake-control-plane.ts';
import { runCli, startCli } from '../../../../test/fakes/control-plane/run-cli.ts';

let plane: FakeControlPlane;
let folder: string;
beforeEach(async () => {
  plane = await new FakeControlPlane().start();
  folder = await mkdtemp(join(tmpdir(), 'longshore-sort-'));
});
afterEach(async () => {
  await plane.stop();
  await rm(folder, { recursive: true });
});

describe('longshore sort, on the fleet', () => {
  it('sends a file, waits, and writes the result', async () => {
    const file = join(folder, 'numbers.txt');
    await writeFile(file, '3\n1\n2\n');
    const output = join(folder, 'sorted.txt');
    const run = await runCli(plane, ['sort', file, '--type', 'int32', '--workers', '3', '-o', output]);
    expect(run).toMatchObject({ exitCode: 0, stdout: '' });
    expect(run.stderr).toContain('3 elements, in order, none lost or added');
    expect(await readFile(output, 'utf8')).toBe('1\n2\n3\n');
    expect(plane.requests.find(({ method, path }) => method === 'POST' && path === '/sorts')?.body).toMatchObject({
      order: { type: 'int32' },
      input: { from: 'upload' },
      workers: 3,
    });
  });

  it('reads standard input, writes standard output, and takes values made up there', async () => {
    expect(await runCli(plane, ['sort', '-'], { stdin: 'b\na\n' })).toMatchObject({ exitCode: 0, stdout: 'a\nb\n' });
    await runCli(plane, ['sort', '--generate', 'zipf:5', '--type', 'int64', '--detach']);
    expect(plane.sorts.at(-1)?.spec.input).toMatchObject({ from: 'generated', distribution: 'zipf', count: 5 });
  });

  it('sorts once more what another sort has sorted, in its order', async () => {
    await runCli(plane, ['sort', '-', '--type', 'int64', '-r'], { stdin: '2\n1\n' });
    const id = plane.sorts[0]?.id ?? '';
    await runCli(plane, ['sort', '--again', id, '--workers', '5', '--detach']);
    expect(plane.sorts[1]?.spec).toMatchObject({
      order: { type: 'int64', direction: 'desc' },
      input: { from: 'sort', sort: id },
      workers: 5,
    });
  });

  it('has the result written to a topic, and to a file as well only when that was said', async () => {
    const run = await runCli(plane, ['sort', '-', '--to-topic', 'letters-sorted'], { stdin: 'b\na\n' });
    expect(run).toMatchObject({ exitCode: 0, stdout: '' });
    expect(plane.sorts[0]?.spec.output).toEqual({ topic: 'letters-sorted' });
    const id = plane.sorts[0]?.id ?? '';
    expect((await runCli(plane, ['sort', 'show', id])).stdout).toMatch(/Topic\s+letters-sorted/);
    const both = ['sort', '-', '--to-topic', 'letters-again', '-o', '-'];
    expect(await runCli(plane, both, { stdin: 'b\na\n' })).toMatchObject({ exitCode: 0, stdout: 'a\nb\n' });
  });

  it('says what is wrong before anything is asked for', async () => {
    for (const [args, words] of [
      [['sort'], 'name one thing to sort'],
      [['sort', 'a', '--topic', 'b'], 'name one thing to sort'],
      [['sort', '--generate', 'odd:5'], '--generate does not take'],
      [['sort', join(folder, 'nowhere')], 'cannot be read (ENOENT)'],
      [['sort', '-', '--type', 'csv'], 'sorted by a field'],
      [['sort', '-', '--max-line', '3MiB'], '--max-line goes with --local only · longshore sort · add --local'],
      [['sort', '-', '--memory', '1GiB'], '--memory goes with --local only'],
      [['sort', '--generate', 'zipf:5', '--spill-folder', folder], '--spill-folder goes with --local only'],
      [['sort', '-', '--local', '--to-topic', 'x'], 'knows no topics'],
    ] as const) {
      const run = await runCli(plane, args);
      expect(run.exitCode, words).not.toBe(0);
      expect(run.stderr).toContain(words);
    }
    expect(plane.requests).toEqual([]);
  });

  it('stops the sort when it is interrupted', async () => {
    plane.onSort = () => undefined;
    const { terminal, ended } = startCli(plane, ['sort', '-'], { stdin: 'b\na\n' });
    await expect.poll(() => plane.sorts[0]?.state).toBe('QUEUED');
    terminal.interrupt('SIGINT');
    expect(await ended).toBe(130);
    expect(plane.sorts[0]?.state).toBe('STOPPED');
  });

  it('lists, shows, gives elements by rank, and deletes', async () => {
    await runCli(plane, ['sort', '-'], { stdin: 'b\na\nc\n' });
    const id = plane.sorts[0]?.id ?? '';
    expect((await runCli(plane, ['sort', 'list'])).stdout).toContain('Succeeded');
    expect((await runCli(plane, ['sort', 'show', id])).stdout).toContain('3 elements, in order');
    expect((await runCli(plane, ['sort', 'result', id, '--from', '1', '--limit', '1'])).stdout).toBe('b\n');
    const output = join(folder, 'again.txt');
    expect((await runCli(plane, ['sort', 'result', id, '-o', output])).stderr).toBe('');
    expect(await readFile(output, 'utf8')).toBe('a\nb\nc\n');
    expect((await runCli(plane, ['sort', 'delete', id])).stdout).toContain('deleted');
    expect(plane.sorts).toEqual([]);
  });

  it('says of elements by rank which of them are cut short, and gives all of them where all is asked for', async () => {
    const long = (letter: string) => letter.repeat(3_000);
    await runCli(plane, ['sort', '-'], { stdin: `${long('b')}\na\n${long('c')}\n` });
    const id = plane.sorts[0]?.id ?? '';
    const some = await runCli(plane, ['sort', 'result', id, '--from', '0', '--limit', '2']);
    expect(some).toMatchObject({ exitCode: 0, stdout: `a\n${'b'.repeat(2_000)}\n` });
    expect(some.stderr).toBe(`1 element is cut short · longshore sort result ${id} writes every element whole\n`);
    expect((await runCli(plane, ['sort', 'result', id, '--from', '0'])).stderr).toContain('2 elements are cut short');
    expect((await runCli(plane, ['sort', 'result', id, '--from', '0', '--limit', '1'])).stderr).toBe('');
    const all = await runCli(plane, ['sort', 'result', id]);
    expect(all).toMatchObject({ stdout: `a\n${long('b')}\n${long('c')}\n`, stderr: '' });
  });
});
