import { readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { socketPath } from '../../cli/src/stack/plan/stack-layout.ts';
import { StackConnection } from '../../cli/src/stack/supervisor/control-client.ts';
import { clearLeftovers } from '../../cli/src/stack/supervisor/leftovers.ts';

export const stateFolderPrefix = 'longshore-test-services-';
const hour = 3_600_000;

/**
 * Clears up after services whose supervisor was killed: nobody answers for their folder, and it is not new. Folders of
 * other accounts are left to them.
 */
export async function sweepAbandoned(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(stateFolderPrefix))) {
    const folder = join(tmpdir(), name);
    const stat = statSync(folder, { throwIfNoEntry: false });
    if (stat === undefined || stat.uid !== process.getuid?.() || Date.now() - stat.mtimeMs < hour) continue;
    const connection = await StackConnection.open(socketPath(folder));
    if (connection === undefined) {
      await clearLeftovers(join(folder, 'processes.json'), 5_000);
      rmSync(folder, { recursive: true, force: true });
    } else connection.close();
  }
}
