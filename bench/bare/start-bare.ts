import { findFreePorts } from '../../cli/src/stack/ports/free-ports.ts';
import { Program } from '../../test/faults/harness/program.ts';
import { until } from '../../test/faults/harness/until.ts';

/** The bare server in a process of its own. */
export interface BareProcess extends AsyncDisposable {
  url: string;
}

/**
 * Starts it and waits until it answers; it ends with this process at the latest.
 *
 * @param environment - beside where it listens
 * @throws with its last words when it does not come up
 */
export async function startBare(environment: Readonly<Record<string, string>>): Promise<BareProcess> {
  const [port = 0] = await findFreePorts(1);
  const url = `http://127.0.0.1:${port}`;
  const program = Program.start('bench/bare/bare-server-main.ts', url, {
    NODE_ENV: 'production',
    ...environment,
    PORT: String(port),
  });
  try {
    await until('the bare server answers', async () => {
      if (!program.running) throw new Error('the bare server ended by itself');
      return (await program.probe('/readyz')) === 200;
    });
  } catch (error) {
    await program.kill();
    throw new Error(`${String(error)}\n${program.output}`, { cause: error });
  }
  return { url, [Symbol.asyncDispose]: () => program.kill() };
}
