/** Interrupted by the user or the system. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
  readonly exitCode: number;

  constructor(signal: keyof typeof exitCodes) {
    super('interrupted');
    this.exitCode = exitCodes[signal];
  }
}

const exitCodes = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

/**
 * Runs work that Ctrl-C and SIGTERM interrupt by a signal instead of ending the process at once. When the work
 * gives up because of it, the process ends with the shell's exit code for that.
 *
 * @param notice told at the first interruption; later ones are ignored
 */
export async function interruptible<T>(work: (interrupted: AbortSignal) => Promise<T>, notice: () => void): Promise<T> {
  const interruption = new AbortController();
  const names = Object.keys(exitCodes) as (keyof typeof exitCodes)[];
  const interrupt = (signal: NodeJS.Signals): void => {
    if (interruption.signal.aborted) return;
    notice();
    interruption.abort(new Interrupted(signal as keyof typeof exitCodes));
  };
  for (const name of names) process.on(name, interrupt);
  try {
    return await work(interruption.signal);
  } catch (error) {
    if (error instanceof Interrupted) process.exit(error.exitCode);
    throw error;
  } finally {
    for (const name of names) process.removeListener(name, interrupt);
  }
}
