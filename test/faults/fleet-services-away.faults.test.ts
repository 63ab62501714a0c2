import type { Problem } from '@longshore/schemas';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shellImage } from '../hosts/images.ts';
import { type Services, startServices } from '../stack/services.ts';
import { FleetRig, lostAfterMs } from './harness/fleet-rig.ts';
import type { Program } from './harness/program.ts';
import { type ServedRig, serveRig } from './harness/serve-rig.ts';
import { until } from './harness/until.ts';

/** Longer than any call to the database or a broker is waited for in the dispatcher's idle loops. */
const awayMs = 1.5 * lostAfterMs;

/** Services of this file's own: they are stopped and started here. */
let services: Services;
let fleet: FleetRig;
let served: ServedRig;
let dispatcher: Program;
let jobs: string[] = [];

beforeAll(async () => {
  services = await startServices({ services: ['kafka', 'registry', 'postgres', 'client'], containers: true });
  fleet = await FleetRig.build('fleet_services_away', { services });
  // It is meant to break; the pool replaces what broke, and a query that meets it fails by itself.
  fleet.rig.database.on('error', () => undefined);
  served = await serveRig(fleet.rig);
  dispatcher = fleet.startDispatcher();
  for (const number of [1, 2, 3]) fleet.startAgent(number);
  await fleet.untilReady([1, 2, 3]);
});

afterAll(async () => {
  await served?.[Symbol.asyncDispose]();
  await fleet?.[Symbol.asyncDispose]();
  await services?.stop();
});

/** Jobs on all three hosts, half of which end while the service is away. */
async function startJobs(): Promise<string[]> {
  jobs = await Promise.all(
    Array.from({ length: 9 }, (_, index) =>
      fleet.rig.submitShell(`sleep ${index % 2 === 0 ? 3 : 15}; echo over`, {
        placement: { agents: [`host-${1 + (index % 3)}`] },
      }),
    ),
  );
  await fleet.untilAttempts('they run', jobs, ({ observed }) => observed !== 'PENDING' && observed !== 'DISPATCHED');
  return jobs;
}

/** Stops a service, does something, and starts the service once it was away for long enough. */
async function whileAway(service: string, meanwhile: () => Promise<void>): Promise<void> {
  await services.stopService(service);
  const sinceMs = performance.now();
  await meanwhile();
  await until(`${service} was away for ${awayMs} ms`, async () => performance.now() - sinceMs > awayMs, {
    timeoutMs: 2 * awayMs,
  });
  await services.startService(service);
}

/** Every job succeeded at its first try, in one container that was started once, and no agent was given up. */
async function expectNothingLost(): Promise<void> {
  const ended = await fleet.rig.untilEnded(jobs, 120_000);
  expect(ended.map(({ state }) => state)).toEqual(jobs.map(() => 'SUCCEEDED'));
  const attempts = await fleet.attempts(jobs);
  expect(attempts.map(({ id, observed }) => ({ observed, ...fleet.witness.ofAttempt(id) }))).toEqual(
    jobs.map(() => ({ observed: 'SUCCEEDED', containers: 1, starts: 1, aliveAtOnce: 1 })),
  );
  expect(await fleet.endsOf(jobs)).toEqual(jobs.map(() => 1));
  const { rows } = await fleet.rig.database.query(`SELECT subject_id, at FROM audit WHERE action = 'AgentLost'`);
  expect(rows).toEqual([]);
}

async function submitByCommand(): Promise<{ exitCode: number; stdout: string; stderr: string }> {
  return served.longshore('job', 'run', '--image', shellImage, '--detach', '--', 'true');
}

describe('a fleet whose services go away', () => {
  it('Kafka for longer than an agent may be silent: no agent is lost, submissions are accepted, all is done', async () => {
    await startJobs();
    await whileAway('kafka', async () => {
      const accepted = await submitByCommand();
      expect(accepted.exitCode, accepted.stderr).toBe(0);
      jobs.push(accepted.stdout.trim());
    });
    await fleet.untilReady([1, 2, 3]);
    await expectNothingLost();
  });

  it('PostgreSQL for longer than anybody waits for it: submissions are refused in words, all goes on by itself', async () => {
    await startJobs();
    await whileAway('postgres', async () => {
      const refused = await submitByCommand();
      expect(refused).toMatchObject({ exitCode: 3, stdout: '' });
      expect(refused.stderr).toContain('database cannot be reached');
      expect(await served.get<Problem>('/jobs')).toMatchObject({ status: 503, code: 'database_unreachable' });
    });
    const after = await until('a submission is accepted again', async () => {
      const answer = await submitByCommand();
      return answer.exitCode === 0 && answer.stdout.trim();
    });
    jobs.push(after);
    await expectNothingLost();
  });

  it('the registry, and a dispatcher starts meanwhile that knows no schema: no agent is lost, and all is done', async () => {
    await startJobs();
    await whileAway('registry', async () => {
      const accepted = await submitByCommand();
      expect(accepted.exitCode, accepted.stderr).toBe(0);
      jobs.push(accepted.stdout.trim());
      await dispatcher.kill();
      dispatcher = fleet.startDispatcher();
    });
    await fleet.untilReady([1, 2, 3]);
    await expectNothingLost();
  });
});
