import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

const deadlineMs = 5_000;

/**
 * Sends assignments such as `READY=1` to the service manager that this process's environment names, by the program that
 * comes with systemd: Node has no datagram sockets of the local kind.
 *
 * @throws when there is no such program, or nobody takes what it sends
 */
export async function systemdNotify(assignments: readonly string[]): Promise<void> {
  await run('systemd-notify', [...assignments], { timeout: deadlineMs });
}
