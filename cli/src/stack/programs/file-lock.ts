import { spawn } from 'node:child_process';
import { once } from 'node:events';

const taken = 75;

/** The kernel's advisory lock on an open file (flock), which ends with this process at the latest. */
export class FileLock {
  readonly #fd: number;

  constructor(fd: number) {
    this.#fd = fd;
  }

  /** Waits until it can be had. */
  async take(how: 'shared' | 'exclusive'): Promise<void> {
    if ((await this.#flock(`--${how}`)) !== 0) throw new Error(`the lock could not be taken (${how})`);
  }

  /** Takes it alone, at once. @returns whether it could */
  async takeUnlessTaken(): Promise<boolean> {
    const code = await this.#flock('--exclusive', '--nonblock', `--conflict-exit-code=${taken}`);
    if (code !== 0 && code !== taken) throw new Error(`flock ended with ${code}`);
    return code === 0;
  }

  async release(): Promise<void> {
    if ((await this.#flock('--unlock')) !== 0) throw new Error('the lock could not be released');
  }

  /** Such a lock belongs to the open file, which the program shares with this process, and not to the program. */
  async #flock(...args: string[]): Promise<number | null> {
    const child = spawn('flock', [...args, '3'], { stdio: ['ignore', 'inherit', 'inherit', this.#fd] });
    const [code] = (await once(child, 'exit')) as [number | null];
    return code;
  }
}
