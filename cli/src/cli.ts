import { ApiClient } from './api/api-client.ts';
import { type CliConfig, readConfig } from './config.ts';
import type { FindKey } from './credentials/api-key.ts';
import { keyFinder } from './credentials/find-key.ts';
import { createStyle, type Style, wantsColour } from './output/style.ts';
import type { Terminal } from './terminal/terminal.ts';

/** What every verb gets: the world, the control plane, and how to write. */
export interface Cli {
  readonly terminal: Terminal;
  readonly config: CliConfig;
  readonly api: ApiClient;
  /** The key that `api` uses. */
  readonly findKey: FindKey;
  /** Colours for stdout. */
  readonly style: Style;
  /** Colours for stderr. */
  readonly errStyle: Style;
  /** Writes to stdout. */
  print(text: string): Promise<void>;
  /** Writes to stderr: what is about the work, not its result. */
  note(text: string): Promise<void>;
  /** Writes one JSON document, indented for a person, to stdout. */
  printJson(value: unknown): Promise<void>;
  /** Writes one line of newline-delimited JSON to stdout. */
  printJsonLine(value: unknown): Promise<void>;
}

/** Colours for one of a terminal's outputs. */
export function styleFor(terminal: Terminal, sink: { isTTY: boolean }): Style {
  const { NO_COLOR, FORCE_COLOR, TERM } = terminal.environment;
  return createStyle(
    wantsColour({
      isTTY: sink.isTTY,
      noColour: (NO_COLOR ?? '') !== '',
      forceColour: !['', '0', 'false'].includes(FORCE_COLOR ?? ''),
      dumbTerminal: TERM === 'dumb',
    }),
  );
}

/** As JSON has it anyway, but that the control characters which it would leave as they are are written out too. */
function toJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replaceAll(
    /[\u007f-\u009f]/g,
    (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`,
  );
}

/** @throws CliError when the environment holds a bad value */
export function createCli(terminal: Terminal): Cli {
  const config = readConfig(terminal.environment);
  const findKey = keyFinder(terminal, config);
  return {
    terminal,
    config,
    api: new ApiClient(config.url, findKey),
    findKey,
    style: styleFor(terminal, terminal.out),
    errStyle: styleFor(terminal, terminal.err),
    print: (text) => terminal.out.write(text),
    note: (text) => terminal.err.write(text),
    printJson: (value) => terminal.out.write(`${toJson(value, 2)}\n`),
    printJsonLine: (value) => terminal.out.write(`${toJson(value)}\n`),
  };
}
