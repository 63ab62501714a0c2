import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mountSmallDisk } from '../../../test/fakes/small-disk.ts';
import { FakeTerminal } from '../../../test/fakes/terminal.ts';
import { runCommandLine } from '../command-line.ts';

const MEBIBYTE = 1024 * 1024;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'longshore-sort-verb-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Runs `longshore sort` with two threads. Nothing that it does may need a control plane. */
async function runSort(args: readonly string[], stdin = '') {
  const terminal = new FakeTerminal({ stdin, environment: { LONGSHORE_URL: 'http://127.0.0.1:1' } });
  const exitCode = await runCommandLine(['sort', '--workers', '2', ...args], terminal);
  return { stdout: terminal.out.text, stderr: terminal.err.text, exitCode };
}

function fileOf(text: string): string {
  const path = join(folder, 'input');
  writeFileSync(path, text);
  return path;
}

describe('longshore sort --local', () => {
  it('reads standard input and writes standard output, as sort does', async () => {
    expect(await runSort(['-', '--local'], 'b\nc\na')).toEqual({ stdout: 'a\nb\nc\n', stderr: '', exitCode: 0 });
  });

  it('is a program that reads and writes any bytes, and ends with what it is told', () => {
    const main = join(import.meta.dirname, '../main.ts');
    const run = (input: Uint8Array, ...args: string[]) =>
      spawnSync(process.execPath, [main, 'sort', '-', '--local', '--workers', '1', ...args], { input });
    const sorted = run(Uint8Array.of(0xff, 10, 0x80, 10, 0, 10));
    expect([...sorted.stdout]).toEqual([0, 10, 0x80, 10, 0xff, 10]);
    expect(sorted.status).toBe(0);
    const refused = run(Buffer.from('x\n'), '--type', 'int32');
    expect(refused.stderr.toString()).toBe('"x" where a whole number is expected · standard input, line 1\n');
    expect(refused.status).toBe(1);
  });

  it('sorts a file into another, or into itself', async () => {
    const input = fileOf('10\n9\n-1\n');
    const output = join(folder, 'output');
    expect(await runSort([input, '--local', '--type', 'int32', '-r', '-o', output])).toMatchObject({ exitCode: 0 });
    expect(readFileSync(output, 'utf8')).toBe('10\n9\n-1\n');
    expect(await runSort([input, '--local', '--type', 'int64', '-o', input])).toMatchObject({
      stdout: '',
      exitCode: 0,
    });
    expect(readFileSync(input, 'utf8')).toBe('-1\n9\n10\n');
    expect(readdirSync(folder).sort()).toEqual(['input', 'output']);
  });

  it('sorts records by a field, stably and backwards', async () => {
    const csv = 'id,price\na,9\nb,10\nc,9\n';
    const args = [
      '-',
      '--local',
      '--type',
      'csv',
      '--key',
      'price',
      '--key-type',
      'number',
      '--descending',
      '--stable',
    ];
    expect((await runSort(args, csv)).stdout).toBe('id,price\nb,10\na,9\nc,9\n');
  });

  it('says what is wrong in which line, and leaves the result as it was', async () => {
    const input = fileOf('1\ntwo\n');
    const { stderr, exitCode } = await runSort([input, '--local', '--type', 'int32', '-o', input]);
    expect(stderr).toBe(`"two" where a whole number is expected · ${input}, line 2\n`);
    expect(exitCode).toBe(1);
    expect(readFileSync(input, 'utf8')).toBe('1\ntwo\n');
    expect(readdirSync(folder)).toEqual(['input']);
  });

  it('says that the disk is full while it spills, leaves nothing there, and the result as it was', async (test) => {
    using disk = mountSmallDisk(MEBIBYTE);
    if (disk === null) return test.skip('only root may mount a disk');
    const input = fileOf('12345678\n'.repeat(4_000_000));
    const output = join(folder, 'output');
    writeFileSync(output, 'of before\n');
    const { stderr, exitCode } = await runSort([
      ...[input, '--local', '--type', 'int32', '-o', output],
      ...['--memory', '32MiB', '--spill-folder', disk.folder],
    ]);
    expect(stderr).toMatch(
      new RegExp(
        `^the disk is full while spilling to ${disk.folder}/\\S+: give another folder, or more memory · ${input}\n$`,
      ),
    );
    expect(exitCode).toBe(1);
    expect(disk.list()).toEqual([]);
    expect(readdirSync(folder).sort()).toEqual(['input', 'output']);
    expect(readFileSync(output, 'utf8')).toBe('of before\n');
  });

  it('says that the disk is full where the result goes, and takes away what it has written of it', async (test) => {
    using disk = mountSmallDisk(MEBIBYTE);
    if (disk === null) return test.skip('only root may mount a disk');
    const input = fileOf('12345678\n'.repeat(200_000));
    const output = join(disk.folder, 'output');
    const { stderr, exitCode } = await runSort([input, '--local', '-o', output]);
    expect(stderr).toBe(`this file cannot be written (ENOSPC) · ${output} · give another to -o\n`);
    expect(exitCode).toBe(1);
    expect(disk.list()).toEqual([]);
  });

  it('takes a line as long as it is told to take, and refuses it with its number where it is told of none', async () => {
    const long = Buffer.alloc(100 * MEBIBYTE, 'x');
    const input = join(folder, 'input');
    writeFileSync(input, Buffer.concat([Buffer.from('z\ny\n'), long, Buffer.from('\na\n')]));
    expect(await runSort([input, '--local'])).toEqual({
      stdout: '',
      stderr: `a line of more than 16777216 bytes, which is the limit · ${input}, line 3\n`,
      exitCode: 1,
    });
    const output = join(folder, 'output');
    const taken = await runSort([input, '--local', '--max-line', '100MiB', '--memory', '512MiB', '-o', output]);
    expect(taken).toEqual({ stdout: '', stderr: '', exitCode: 0 });
    const result = readFileSync(output);
    expect(result.equals(Buffer.concat([Buffer.from('a\n'), long, Buffer.from('\ny\nz\n')]))).toBe(true);
  });

  it.each([
    [
      ['-', '--local', '--type', 'csv'],
      'csv is sorted by a field: say which · longshore sort: --type, --key, --locale\n',
      2,
    ],
    [['-', '--local', '--key', 'x'], 'text has no fields to sort by: only json and csv have · longshore sort', 2],
    [['-', '--local', '--locale', 'no such'], '"no such" is no locale: give one such as de or sv-SE', 2],
    [['-', '--local', '--type', 'int32', '--locale', 'de'], 'numbers have no locale to be sorted by', 2],
    [
      ['-', '--local', '--type', 'float'],
      '--type does not take "float" · longshore sort · Allowed choices are int32,',
      2,
    ],
    [['-', '--local', '--workers', '1000'], 'there can be 1 to 64 workers, not 1000 · longshore sort: --workers', 2],
    [['-', '--local', '--memory', '1MiB'], '1048576 bytes of memory are too few', 2],
    [['/no/such/file', '--local'], 'this file cannot be read (ENOENT) · /no/such/file · give another\n', 1],
    [['/tmp', '--local'], 'this file cannot be read (EISDIR) · /tmp · give another\n', 1],
    [['-', '--local', '-o', '/dev/full'], 'this file cannot be written (ENOSPC) · /dev/full', 1],
    [['-', '--local', '-o', '/no/such/folder/file'], 'this file cannot be written (ENOENT) · /no/such/folder/file', 1],
  ])('refuses %j in words', async (args, words, exitCode) => {
    const result = await runSort(args, 'x\n');
    expect(result.stderr).toContain(words);
    expect(result).toMatchObject({ stdout: '', exitCode });
  });
});
