import { enableCompileCache } from 'node:module';

// Compiled code is kept between runs: without it a short command spends most of its time on loading itself.
enableCompileCache();

const [{ runCommandLine }, { processTerminal }] = await Promise.all([
  import('./command-line.ts'),
  import('./terminal/process-terminal.ts'),
]);

const exitCode = await runCommandLine(process.argv.slice(2), processTerminal());
if (exitCode !== 0) process.exitCode = exitCode;
