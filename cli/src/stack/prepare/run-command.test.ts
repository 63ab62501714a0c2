import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CommandFailure, runCommand } from './run-command.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'longshore-command-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

describe('running a command', () => {
  it('gives back what it wrote on standard output', async () => {
    expect(await runCommand(['sh', '-c', 'echo result; echo aside >&2'])).toBe('result\n');
  });

  it('fails with the last of what it wrote', async () => {
    await expect(runCommand(['sh', '-c', 'echo out; echo err >&2; exit 7'])).rejects.toThrow(
      /ended with 7:\nout\nerr$/,
    );
    await expect(runCommand(['/nowhere/nothing'])).rejects.toThrow(/could not be run: .*ENOENT/);
  });

  it('has ended an interrupted command before it says so', async () => {
    const [started, ended] = [join(directory, 'started'), join(directory, 'ended')];
    const interruption = new AbortController();
    const script = `trap 'sleep 0.3; touch ${ended}; exit 1' TERM; touch ${started}; while :; do sleep 0.05; done`;
    const running = runCommand(['sh', '-c', script], { signal: interruption.signal });
    await vi.waitFor(() => expect(existsSync(started)).toBe(true));
    interruption.abort();
    await expect(running).rejects.toThrow(CommandFailure);
    expect(existsSync(ended)).toBe(true);
  });

  it('does not begin when it was interrupted before', async () => {
    const began = join(directory, 'began');
    await expect(runCommand(['touch', began], { signal: AbortSignal.abort() })).rejects.toThrow('interrupted');
    expect(existsSync(began)).toBe(false);
  });
});
