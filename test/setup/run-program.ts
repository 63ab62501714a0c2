import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { inject } from 'vitest';
import type { BundledProgram } from './bundle-programs.ts';
import { repositoryRoot } from './repository-root.ts';

/** Runs one of our one-shot programs to its end. @throws with what it wrote when it fails */
export async function runProgram(
  program: BundledProgram,
  environment: Readonly<Record<string, string>>,
): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [inject('programs')[program]], {
      cwd: repositoryRoot,
      env: { ...process.env, ...environment },
      timeout: 120_000,
    });
    return stdout;
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    throw new Error(`${program} failed: ${String(error)}\n${stdout ?? ''}${stderr ?? ''}`);
  }
}
