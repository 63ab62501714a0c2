import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { isGone } from './process-identity.ts';

const deadlineMs = 10_000;

/**
 * Stops a process in the middle of whatever it does, until it gets a SIGCONT. Resolves when each of its threads stands
 * still: the signal only wakes one of them, which stops the others once it gets a processor, and until then those go on
 * answering.
 *
 * @throws Error when there is no such process, or when it still runs after ten seconds
 */
export async function freezeProcess(pid: number): Promise<void> {
  process.kill(pid, 'SIGSTOP');
  for (const endMs = performance.now() + deadlineMs; !standsStill(pid); ) {
    if (performance.now() > endMs) throw new Error(`process ${pid} still runs ${deadlineMs} ms after SIGSTOP`);
    await delay(1);
  }
}

function standsStill(pid: number): boolean {
  return readdirSync(`/proc/${pid}/task`).every((thread) => {
    try {
      const stat = readFileSync(`/proc/${pid}/task/${thread}/stat`, 'utf8');
      // The state follows the name in brackets, which may itself hold spaces and brackets.
      return stat.charAt(stat.lastIndexOf(')') + 2) === 'T';
    } catch (error) {
      // A thread that ended since the folder was read.
      if (isGone(error)) return false;
      throw error;
    }
  });
}
