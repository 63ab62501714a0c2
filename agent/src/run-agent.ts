import { createCodec, createKafkaBus } from '@longshore/kafka';
import { Agent } from './agent.ts';
import { realClock } from './clock.ts';
import { type AgentConfig, ConfigError, readConfig, readServiceManager } from './config.ts';
import { DockerEngine } from './engine/docker-engine.ts';
import { type RunningHttpServer, startHttpServer } from './http/http-server.ts';
import { createLogger } from './logger.ts';
import { ServiceNotices } from './notify/service-notices.ts';
import { systemdNotify } from './notify/systemd-notify.ts';

/** Runs the agent until it is told to stop; the process ends then. */
export async function runAgent(): Promise<void> {
  const config = readConfig();
  const log = createLogger(config);
  const engine = new DockerEngine({
    socketPath: config.engine.socketPath,
    scope: config.scope,
    agentId: config.agentId,
    deadlines: {
      // A ping that takes longer than an interval would delay the news by more than the next one.
      pingMs: Math.min(config.engine.pingDeadlineMs, config.healthIntervalMs),
      readMs: config.engine.deadlineMs,
      changeMs: config.engine.deadlineMs,
    },
    onCall: (call, milliseconds, outcome) => agent.metrics.engineCalls.observe({ call, outcome }, milliseconds / 1_000),
  });
  const bus = createKafkaBus({
    bootstrapServers: [...config.bootstrapServers],
    clientId: `longshore-agent-${config.agentId}`,
  });
  const codec = createCodec({ registryUrl: config.registryUrl, topicPrefix: config.topicPrefix });
  const agent = new Agent({ config, bus, codec, engine, clock: realClock, log });
  const http = await serve(config, agent);
  log.info({ host: config.http.host, port: http.port }, 'health and metrics are served');
  const manager = readServiceManager();
  const notices =
    manager === null
      ? null
      : new ServiceNotices({
          send: systemdNotify,
          watchdogMs: manager.watchdogMs,
          readiness: () => agent.readiness(),
          clock: realClock,
          log,
        });
  notices?.start();

  let stopping = false;
  const stop = (signal: NodeJS.Signals) => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'a stop was asked for');
    Promise.all([notices?.stopping(), agent.stop(), http.close()]).then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'stopping ended in a fault');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  await agent.start();
}

async function serve(config: AgentConfig, agent: Agent): Promise<RunningHttpServer> {
  try {
    return await startHttpServer({
      ...config.http,
      registry: agent.metrics.registry,
      readiness: () => agent.readiness(),
    });
  } catch (error) {
    const { host, port } = config.http;
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new ConfigError(`LONGSHORE_AGENT_PORT: ${port} is in use on ${host}; choose another, or stop what has it`);
  }
}
