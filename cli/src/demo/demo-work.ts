import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Cli } from '../cli.ts';
import { EXIT } from '../errors/exit-codes.ts';
import { bringUp } from './local-stack.ts';
import { runWorkDemo } from './run-work-demo.ts';

const TEXT = 'The quick brown fox\njumps over\nthe lazy dog.\n';

/** `longshore demo work`: brings the stack up, has one item of each type worked on, and leaves it running. */
export async function demoWork(cli: Cli): Promise<number> {
  const { local } = await bringUp(cli);
  const folder = await mkdtemp(join(tmpdir(), 'longshore-demo-'));
  try {
    const file = join(folder, 'fox.txt');
    await writeFile(file, TEXT);
    const exitCode = await runWorkDemo(local, file);
    const verdict = exitCode === EXIT.done ? 'Demo done' : 'Demo ended badly';
    await cli.print(`\n${verdict}. All of it stays up: ./longshore down stops it.\n`);
    return exitCode;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
