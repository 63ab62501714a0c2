import type { JobDetail, LogLineView } from '@longshore/schemas';
import type { Cli } from '../../cli.ts';
import type { AttachView } from './attach-view.ts';

/** For programs: one JSON object a line on stdout, told apart by `event`: job, log, notice, end. */
export class JsonView implements AttachView {
  readonly #cli: Cli;
  #said = '';

  constructor(cli: Cli) {
    this.#cli = cli;
  }

  async update(job: JobDetail): Promise<void> {
    const line = JSON.stringify({ event: 'job', job });
    if (line === this.#said) return;
    this.#said = line;
    await this.#cli.print(`${line}\n`);
  }

  async lines(lines: readonly LogLineView[]): Promise<void> {
    for (const line of lines) await this.#cli.printJsonLine({ event: 'log', ...line });
  }

  say(text: string): Promise<void> {
    return this.#cli.printJsonLine({ event: 'notice', text });
  }

  end(job: JobDetail | undefined, exitCode: number): Promise<void> {
    return this.#cli.printJsonLine({ event: 'end', exitCode, job: job ?? null });
  }
}
