import type { Cli } from '../cli.ts';
import { EXIT } from '../errors/exit-codes.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** What a verb does; a number it returns is the exit code. */
export type Verb = (cli: Cli) => Promise<number | undefined> | Promise<void>;

/** Runs verbs and remembers what the program is to end with. Everything heavy is imported when a verb runs. */
export class CommandHost {
  readonly terminal: Terminal;
  exitCode: number = EXIT.done;

  constructor(terminal: Terminal) {
    this.terminal = terminal;
  }

  async run(verb: Verb): Promise<void> {
    const { createCli } = await import('../cli.ts');
    this.exitCode = (await verb(createCli(this.terminal))) ?? EXIT.done;
  }
}
