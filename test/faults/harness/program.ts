import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repositoryRoot } from '../../setup/repository-root.ts';

/** How a program ended. */
export interface ProgramEnd {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** One of our programs as a process of the test's own, to be killed at will. */
export class Program {
  readonly name: string;
  /** Resolves when the process has ended, however that came. */
  readonly ended: Promise<ProgramEnd>;
  readonly #process: ChildProcess;
  readonly #output: string[] = [];
  #url: URL;
  #end: ProgramEnd | null = null;

  private constructor(name: string, url: string, process: ChildProcess) {
    this.name = name;
    this.#url = new URL(url);
    this.#process = process;
    for (const stream of [process.stdout, process.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => this.#keep(text));
    }
    this.ended = once(process, 'exit').then(([code, signal]: unknown[]) => {
      this.#end = { code: code as number | null, signal: signal as NodeJS.Signals | null };
      return this.#end;
    });
  }

  /**
   * Starts a script of ours; it is not waited for.
   *
   * @param url - where it serves; with port 0, at the port that it was given by the system and says in its log
   * @param entering - a command that goes before it and becomes it, such as one that enters a host's network
   */
  static start(
    script: string,
    url: string,
    environment: Readonly<Record<string, string>>,
    entering: readonly string[] = [],
  ): Program {
    // It dies with the test, also if the test is killed.
    const words = [...entering, 'setpriv', '--pdeathsig', 'KILL', process.execPath, script];
    const child = spawn(words[0] ?? '', words.slice(1), {
      cwd: repositoryRoot,
      // Programs are started hundreds of times: what was compiled once is kept.
      env: { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'longshore-test-compile-cache'), ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return new Program(script, url, child);
  }

  /**
   * Where it serves /healthz and /readyz.
   *
   * @throws Error when the system chooses its port and it has not said which
   */
  get url(): string {
    if (!this.#servesSomewhere) throw new Error(`${this.name} has not said where it serves:\n${this.output}`);
    return this.#url.href;
  }

  get running(): boolean {
    return this.#end === null;
  }

  /** Whether it ended, and nobody killed it: not a test, and not a failpoint. */
  get endedByItself(): boolean {
    return this.#end !== null && this.#end.signal !== 'SIGKILL';
  }

  /** Of the process; undefined when it could not be started. */
  get pid(): number | undefined {
    return this.#process.pid;
  }

  /** The last lines that it wrote. */
  get output(): string {
    return this.#output.join('').split('\n').slice(-40).join('\n');
  }

  signal(signal: NodeJS.Signals): void {
    this.#process.kill(signal);
  }

  /** Ends it at once, as a power cut would. */
  async kill(): Promise<void> {
    if (this.running) this.signal('SIGKILL');
    await this.ended;
  }

  /** The sum of a counter that it serves at /metrics, over all labels. */
  async counter(name: string): Promise<number> {
    const text = await (await fetch(new URL('/metrics', this.url), { signal: AbortSignal.timeout(5_000) })).text();
    const lines = text.split('\n').filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `));
    return lines.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' '))), 0);
  }

  /** What it answers at /healthz or /readyz; null while nobody listens. */
  async probe(path: '/healthz' | '/readyz'): Promise<number | null> {
    if (!this.#servesSomewhere) return null;
    try {
      return (await fetch(new URL(path, this.url), { signal: AbortSignal.timeout(2_000) })).status;
    } catch (error) {
      if (error instanceof TypeError || (error instanceof DOMException && error.name === 'TimeoutError')) return null;
      throw error;
    }
  }

  get #servesSomewhere(): boolean {
    return this.#url.port !== '0';
  }

  #keep(text: string): void {
    this.#output.push(text);
    if (!this.#servesSomewhere) {
      const said = /"port":(\d+)[^\n]*health and metrics are served/.exec(this.#output.join(''));
      if (said?.[1] !== undefined) this.#url.port = said[1];
    }
    if (this.#output.length > 200) this.#output.shift();
  }
}
