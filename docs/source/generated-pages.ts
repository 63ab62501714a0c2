import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommandHost } from '../../cli/src/command/command-host.ts';
import { createProgram } from '../../cli/src/command-line.ts';
import { processTerminal } from '../../cli/src/terminal/process-terminal.ts';
import { openApiDocument } from '../../control-plane/src/http/openapi/openapi-document.ts';
import { apiPage } from './api-page.ts';
import { cliPage } from './cli-page.ts';

/** The pages that are made from the code, by their file's name. */
export function generatedPages(): Record<string, string> {
  const introduction = readFileSync(join(import.meta.dirname, 'api-introduction.md'), 'utf8');
  return {
    'cli.md': cliPage(createProgram(new CommandHost(processTerminal()))),
    'api.md': apiPage(introduction, openApiDocument()),
  };
}
