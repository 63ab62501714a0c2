import { ConfigError } from './config.ts';
import { agentVersion } from './version.ts';

const USAGE = `longshore-agent                   run the agent
longshore-agent check             say what is missing on this host; exit code 1 if anything is
longshore-agent check --settings  the same of the settings alone
longshore-agent check --json      for programs
longshore-agent --version         say which version this is`;

/** What the settings cannot be used for is no better after a restart: systemd is told by EX_CONFIG of sysexits.h. */
const badSettings = 78;
const badUsage = 2;

/** @returns the exit code; null: the program goes on by itself */
async function main([command, ...options]: readonly string[]): Promise<number | null> {
  switch (command) {
    case undefined: {
      const { runAgent } = await import('./run-agent.ts');
      await runAgent();
      return null;
    }
    case 'check': {
      const unknown = options.find((option) => !['--json', '--settings'].includes(option));
      if (unknown !== undefined) return misused(`unknown option ${unknown}`);
      const { checkHost } = await import('./check/check-host.ts');
      return checkHost({ json: options.includes('--json'), settingsOnly: options.includes('--settings') });
    }
    case '--version':
      process.stdout.write(`longshore-agent ${agentVersion}\n`);
      return 0;
    case '--help':
      process.stdout.write(`${USAGE}\n`);
      return 0;
    default:
      return misused(`unknown command ${command}`);
  }
}

function misused(what: string): number {
  process.stderr.write(`${what}\n\n${USAGE}\n`);
  return badUsage;
}

main(process.argv.slice(2)).then(
  (exitCode) => {
    if (exitCode !== null) process.exit(exitCode);
  },
  (error: unknown) => {
    const settings = error instanceof ConfigError;
    const words = settings ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error);
    process.stderr.write(`the agent cannot start: ${words}\n`);
    process.exit(settings ? badSettings : 1);
  },
);
