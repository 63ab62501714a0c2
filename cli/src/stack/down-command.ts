import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { loadStackConfig } from './config.ts';
import { showEvent } from './follow-start.ts';
import { socketPath } from './plan/stack-layout.ts';
import { StackConnection } from './supervisor/control-client.ts';
import { clearLeftovers } from './supervisor/leftovers.ts';
import { Steps } from './terminal/steps.ts';

/** `longshore down`: stops what `up` started and nothing else; the data stays. */
export async function downCommand(): Promise<void> {
  const config = loadStackConfig();
  const steps = new Steps();
  const connection = await StackConnection.open(socketPath(config.stateDirectory));
  if (connection === undefined) {
    const processesFile = join(config.stateDirectory, 'processes.json');
    const left = existsSync(processesFile) ? await clearLeftovers(processesFile, 30_000) : [];
    process.stdout.write(left.length === 0 ? 'Nothing was running.\n' : `Stopped what was left: ${left.join(', ')}.\n`);
    return;
  }
  const before = await connection.status();
  if (before.phase !== 'stopping') {
    connection.follow((event) => {
      if (event.type === 'stopped') showEvent(event, steps);
    });
  }
  await connection.perform({ type: 'shutdown' });
  await connection.closed;
  process.stdout.write('Down. The data is kept.\n');
}
