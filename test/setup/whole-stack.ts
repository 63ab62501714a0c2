import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { ControlPlane } from '../browser/harness/control-plane.ts';
import { startLongshore } from '../browser/harness/start-longshore.ts';
import { shellImage } from '../hosts/images.ts';
import { type PreparedKitchens, prepareKitchens } from './prepare-kitchens.ts';
import { type PreparedWork, prepareWork } from './prepare-work.ts';

/** What a browser test is told: `inject('longshore')`. */
export interface LongshoreAddresses {
  url: string;
  /** With it one may do everything there. */
  ownerKey: string;
  kafkaBootstrapServers: string;
  /** For what takes longer than a test can wait, to be brought about at once. */
  databaseUrl: string;
  agentId: string;
  /** The process of the agent's engine, to be frozen. */
  enginePid: number;
  /** Jobs that were there before any test; none of them changes any more but the running one, which runs on. */
  jobs: { succeeded: string; failed: string; running: string };
  /** What the job that succeeded wrote. */
  topic: string;
  /** A sort that succeeded. */
  sort: string;
  /** Items that were worked on before any test, by nobody who still runs; the fleet runs no workers. */
  work: PreparedWork;
  /** What the kitchen network did before any test; no kitchen is open. */
  kitchens: PreparedKitchens;
}

declare module 'vitest' {
  export interface ProvidedContext {
    longshore: LongshoreAddresses;
  }
}

const agentId = 'eu-1';
const topic = 'orders';
const small = { cpuMillis: 100, memoryBytes: 64 * 1024 * 1024 };

/** Starts one Longshore for all browser tests, with jobs in every state that a page shows in its own way. */
export default async function setUpWholeStack(project: TestProject): Promise<() => Promise<void>> {
  await using parts = new AsyncDisposableStack();
  const longshore = parts.use(
    await startLongshore([
      {
        id: agentId,
        environment: {
          LONGSHORE_HEALTH_INTERVAL_MS: '1000',
          LONGSHORE_ENGINE_PING_DEADLINE_MS: '1000',
          LONGSHORE_AGENT_LABELS: 'zone=eu,disk=ssd',
          LONGSHORE_AGENT_LOCATION: '50.11,8.68,Frankfurt',
        },
      },
    ]),
  );
  const url = longshore.services.webUrl;
  const { ownerKey } = longshore.services;
  const controlPlane = new ControlPlane(url, ownerKey);
  await controlPlane.untilReady(1);
  const [succeeded, failed, running] = await Promise.all([
    controlPlane.submit({ kind: 'data-generator', topic, name: 'nightly orders', generator: { count: 500 } }),
    controlPlane.submit({
      kind: 'container',
      image: shellImage,
      name: 'broken import',
      command: ['sh', '-c', 'echo reading; echo "no such table" >&2; exit 3'],
      resources: small,
      retry: { maxAttempts: 1 },
    }),
    controlPlane.submit({
      kind: 'container',
      image: shellImage,
      name: 'clock',
      command: ['sh', '-c', 'while true; do date; sleep 5; done'],
      resources: small,
      stopGraceMs: 0,
    }),
  ]);
  const sort = await controlPlane.sort({
    name: 'zipf of the night',
    order: { type: 'int32' },
    input: { from: 'generated', distribution: 'zipf', count: 20_000 },
    workers: 2,
    resources: { cpuMillis: 100, memoryBytes: 128 * 1024 * 1024 },
  });
  await Promise.all([
    controlPlane.untilSort(sort, 'SUCCEEDED'),
    controlPlane.untilJob(succeeded, 'SUCCEEDED'),
    controlPlane.untilJob(failed, 'FAILED'),
    controlPlane.untilJob(running, 'RUNNING'),
  ]);
  const work = await prepareWork(url, ownerKey);
  const kitchens = await prepareKitchens(url, ownerKey);
  const [host] = longshore.hosts;
  if (host === undefined) throw new Error('There is no host');
  project.provide('longshore', {
    url,
    ownerKey,
    kafkaBootstrapServers: longshore.services.kafkaBootstrapServers,
    databaseUrl: longshore.services.databaseUrl,
    agentId,
    enginePid: Number(readFileSync(join(dirname(host.socketPath), 'dockerd.pid'), 'utf8')),
    jobs: { succeeded, failed, running },
    topic,
    sort,
    work,
    kitchens,
  });
  const kept = parts.move();
  return () => kept.disposeAsync();
}
