import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** The repository's root, from which programs are named. */
export const repositoryRoot = new URL('../..', import.meta.url).pathname;

/** Runs one of our one-shot programs to its end. @throws with what it wrote when it fails */
export async function runProgram(script: string, environment: Readonly<Record<string, string>>): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [script], {
      cwd: repositoryRoot,
      env: { ...process.env, ...environment },
      timeout: 120_000,
    });
    return stdout;
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    throw new Error(`${script} failed: ${String(error)}\n${stdout ?? ''}${stderr ?? ''}`);
  }
}
