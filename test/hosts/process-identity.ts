import { readFileSync } from 'node:fs';

/** A process, told apart from a later one that got the same id by when it started. */
export interface ProcessIdentity {
  pid: number;
  /** In the kernel's ticks since boot: field 22 of /proc/<pid>/stat. */
  startedAt: string;
}

/** @returns null when there is no such process (any more) */
export function identify(pid: number): ProcessIdentity | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the name in brackets, which may itself hold spaces and brackets.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const startedAt = fields[19];
    return startedAt === undefined || fields[0] === 'Z' ? null : { pid, startedAt };
  } catch (error) {
    if (isGone(error)) return null;
    throw error;
  }
}

/** Whether that very process still runs. */
export function isAlive(identity: ProcessIdentity): boolean {
  return identify(identity.pid)?.startedAt === identity.startedAt;
}

/** Whether an error says that a file, or a process, is not there (any more). */
export function isGone(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  return code === 'ENOENT' || code === 'ESRCH';
}
