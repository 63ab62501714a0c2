import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { StackPlan } from './plan/service.ts';
import { StackError } from './stack-error.ts';
import { StackConnection } from './supervisor/control-client.ts';
import { tailServiceLog } from './supervisor/service-log.ts';

const lockTaken = 75;
const startDeadlineMs = 30_000;

/**
 * Starts a supervisor for a plan, in a session of its own, and connects to it. A kernel lock on the state folder
 * keeps a second one away and ends with the process, however that ends.
 *
 * @throws Error when another supervisor has the state folder, or this one does not come up
 */
export async function launchSupervisor(plan: StackPlan): Promise<StackConnection> {
  mkdirSync(plan.logDirectory, { recursive: true });
  const logPath = join(plan.logDirectory, 'supervisor.log');
  const log = openSync(logPath, 'a');
  const lock = join(plan.stateDirectory, 'supervisor.lock');
  const program = join(import.meta.dirname, 'supervisor/supervisor-main.ts');
  const child = spawn(
    'flock',
    ['--no-fork', '--nonblock', `--conflict-exit-code=${lockTaken}`, lock, process.execPath, program],
    { cwd: plan.stateDirectory, detached: true, stdio: ['pipe', log, log] },
  );
  closeSync(log);
  let ended: number | null | undefined;
  void once(child, 'exit').then(([code]) => {
    ended = code as number | null;
  });
  child.stdin?.end(JSON.stringify(plan));
  child.unref();
  const deadline = performance.now() + startDeadlineMs;
  while (performance.now() < deadline) {
    if (ended === lockTaken)
      throw new StackError(`another process is starting or stopping this stack · ${plan.stateDirectory}`);
    if (ended !== undefined) {
      throw new StackError(
        `the supervisor ended with ${ended} · ${logPath}\n${tailServiceLog(logPath, 0, 10).join('\n')}`,
      );
    }
    const connection = await StackConnection.open(plan.socketPath);
    if (connection !== undefined) return connection;
    await delay(20);
  }
  throw new StackError(`the supervisor does not answer · ${logPath}`);
}
