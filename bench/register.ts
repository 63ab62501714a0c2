import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Command } from 'commander';

const root = dirname(import.meta.dirname);

/** Registers `longshore bench`. Each benchmark prints a table and keeps its figures under bench/results. */
export function registerBench(program: Command): void {
  const bench = program.command('bench').description('Measure a running stack on this machine.');
  const start = bench
    .command('start')
    .description('What Longshore adds to the start of a container, against the engine’s own API.')
    .option('--runs <number>', 'measurements of each way', wholeNumber, 50)
    .option('--json', 'print the figures as JSON instead of a table', false)
    .action(runStart);
  start.addOption(
    start.createOption('--url <url>', 'the control plane').env('LONGSHORE_URL').default('http://127.0.0.1:3000'),
  );
  start.addOption(
    start
      .createOption('--engine <socket>', 'the engine that the agent uses')
      .env('LONGSHORE_ENGINE_SOCKET')
      .default('/var/run/docker.sock'),
  );
}

async function runStart(options: { url: string; engine: string; runs: number; json: boolean }): Promise<void> {
  const { runStartBenchmark } = await import('./start/run-start-benchmark.ts');
  const { formatStartTable } = await import('./start/start-table.ts');
  const interactive = process.stderr.isTTY;
  const result = await runStartBenchmark({
    url: options.url.replace(/\/+$/, ''),
    socketPath: options.engine.replace(/^unix:\/\//, ''),
    runs: options.runs,
    root,
    onProgress: (done, total) => {
      if (interactive) process.stderr.write(`\r${done} of ${total}${done === total ? '\n' : ''}`);
    },
  });
  const results = join(root, 'bench/results');
  mkdirSync(results, { recursive: true });
  const json = `${JSON.stringify(result, null, 2)}\n`;
  writeFileSync(join(results, 'start.json'), json);
  process.stdout.write(options.json ? json : formatStartTable(result));
}

function wholeNumber(given: string): number {
  const value = Number(given);
  if (!Number.isInteger(value) || value < 1 || value > 10_000) {
    const error = new Error('a whole number from 1 to 10000 is expected');
    // What commander looks for, without importing it: the command line's own copy is the one that counts.
    throw Object.assign(error, { code: 'commander.invalidArgument' });
  }
  return value;
}
