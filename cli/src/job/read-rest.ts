import type { LogLineView } from '@longshore/schemas';
import type { Terminal } from '../terminal/terminal.ts';

const LOOK_EVERY_MS = 100;
const QUIET_MS = 300;

/**
 * Shows what is left to read of a job that has ended. Its end and its lines reach the control plane on ways of their
 * own, so the last lines may be stored a moment after the end was seen: reading ends once nothing came for a while.
 *
 * @param read - the next lines, none when there are none for now
 */
export async function readRest(
  terminal: Terminal,
  read: () => Promise<readonly LogLineView[]>,
  show: (lines: readonly LogLineView[]) => Promise<void>,
): Promise<void> {
  for (let quietMs = 0; quietMs <= QUIET_MS; ) {
    const lines = await read();
    if (lines.length > 0) {
      await show(lines);
      quietMs = 0;
      continue;
    }
    quietMs += LOOK_EVERY_MS;
    if (quietMs <= QUIET_MS) await terminal.sleep(LOOK_EVERY_MS);
  }
}
