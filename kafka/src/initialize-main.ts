/**
 * Creates the management topics and registers their schemas, once, then ends. Exit code 0: all is as the catalogue
 * says; 1: brokers or registry were not there in time, or refused; 2: a setting cannot be used; 3: a schema is
 * incompatible with the registered one, and nothing was changed.
 */
import { ConfigError, type InitializeConfig, readConfig } from './config.ts';
import { IncompatibleSchemaError, initialize } from './initialize.ts';
import { createKafkaBus } from './kafka-bus.ts';
import { createRegistryHttp } from './registry-http.ts';
import { registrySubjects } from './registry-subjects.ts';

async function run(config: InitializeConfig): Promise<void> {
  const beganMs = performance.now();
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const bus = createKafkaBus({
    bootstrapServers: config.bootstrapServers,
    clientId: 'longshore-initialize',
    deadlineMs: 20_000,
  });
  try {
    await initialize({
      ...config,
      admin: await bus.admin(),
      registry: registrySubjects(createRegistryHttp({ url: config.registryUrl, deadlineMs: 10_000 })),
      say,
    });
  } finally {
    await bus.close();
  }
  say(`topics and schemas are ready (${((performance.now() - beganMs) / 1000).toFixed(1)} s)`);
}

try {
  await run(readConfig());
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = error instanceof ConfigError ? 2 : error instanceof IncompatibleSchemaError ? 3 : 1;
}
