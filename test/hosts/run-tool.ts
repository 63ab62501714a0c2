import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** Runs a system tool to its end. @throws with what it wrote to stderr when it fails */
export async function runTool(command: string, ...args: string[]): Promise<string> {
  try {
    const { stdout } = await execute(command, args, { encoding: 'utf8' });
    return stdout;
  } catch (error) {
    const { stderr, code } = error as { stderr?: string; code?: string | number };
    if (code === 'ENOENT') throw new Error(`${command} is not installed; simulated hosts need it`);
    throw new Error(`${command} ${args.join(' ')}: ${stderr?.trim() || String(error)}`);
  }
}
