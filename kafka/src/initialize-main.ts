import { readConfig } from './config.ts';
import { BusError } from './errors.ts';
import { initialize } from './initialize.ts';
import { createKafkaBus } from './kafka-bus.ts';
import { createRegistryHttp } from './registry-http.ts';

/** Topics and schemas, once. Exit codes: 0 done, 1 refused or not reached, 2 bad settings. */
async function main(): Promise<number> {
  let config: ReturnType<typeof readConfig>;
  try {
    config = readConfig();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 2;
  }
  const bus = createKafkaBus({ bootstrapServers: config.bootstrapServers, clientId: 'longshore-initializer' });
  try {
    await initialize({
      ...config,
      admin: await bus.admin(),
      registry: createRegistryHttp({ url: config.registryUrl, deadlineMs: 5_000 }),
      say: (line) => process.stdout.write(`${line}\n`),
    });
    return 0;
  } catch (error) {
    if (!(error instanceof BusError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  } finally {
    await bus.close();
  }
}

process.exitCode = await main();
