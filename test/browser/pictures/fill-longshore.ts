import type {
  JobSpecInput,
  JobSummary,
  NewPassword,
  ScheduleDetail,
  SortAsked,
  SortInput,
  WebhookSecret,
} from '@longshore/schemas';
import pg from 'pg';
import { realisticJobs } from '../../../bench/jobs/realistic-jobs.ts';
import { writeJobs } from '../../../bench/jobs/write-jobs.ts';
import type { WebhookReceiver } from '../../fakes/webhooks/webhook-receiver.ts';
import { until } from '../../faults/harness/until.ts';
import { engineRequest } from '../../hosts/engine-request.ts';
import { shellImage } from '../../hosts/images.ts';
import type { ControlPlane } from '../harness/control-plane.ts';
import type { Longshore } from '../harness/start-longshore.ts';
import { addKitchens } from './add-kitchens.ts';
import { addWork } from './add-work.ts';
import {
  accesses,
  importing,
  names,
  orderFields,
  records,
  reindexing,
  resizing,
  schedules,
  sensors,
  shell,
  shipping,
  slight,
  TOOLS_IMAGE,
  templates,
  training,
} from './contents.ts';
import { Person } from './person.ts';
import type { Shown } from './picture-list.ts';

interface Filled {
  shown: Shown;
  /** Who looks at the pages. */
  anna: NewPassword;
}

/**
 * Fills a Longshore that was just started as a few people would have in some days: what runs and what ended just now is
 * real; the jobs of the day before are written into the database, for nobody waits a day for a picture.
 */
export async function fillLongshore(
  longshore: Longshore,
  controlPlane: ControlPlane,
  receiver: WebhookReceiver,
  agents: readonly string[],
): Promise<Filled> {
  const { webUrl, ownerKey, databaseUrl } = longshore.services;
  await writeHistory(databaseUrl, agents);
  await Promise.all(longshore.hosts.map(({ socketPath }) => callShellImage(socketPath, TOOLS_IMAGE)));
  const owner = Person.owner(webUrl, ownerKey);
  const anna = await owner.add('Anna Lindqvist', 'anna@example.org', 'admin');
  const ben = await owner.add('Ben Okafor', 'ben@example.org', 'operator');
  await owner.add('Cleo Marchetti', 'cleo@example.org', 'viewer');
  const left = await owner.add('Dev Patel', 'dev@example.org', 'operator');
  await owner.ask('PATCH', `/users/${left.user.id}`, { disabled: true });
  const admin = await Person.signIn(webUrl, anna);
  const operator = await Person.signIn(webUrl, ben);
  const webhook = await addWebhooks(admin, receiver);
  await addKeys(admin, operator);
  const made = await addSchedulesAndTemplates(operator, databaseUrl);
  const sort = await runSorts(operator, controlPlane);
  const work = await addWork(operator);
  const kitchens = await addKitchens(operator);
  const jobs = await runJobs(operator, controlPlane);
  await operator.ask('PATCH', `/agents/${agents.at(-1)}`, { labels: { spot: 'true' } });
  await operator.ask('POST', '/topics', { name: 'payments', partitions: 6 });
  await until('the webhook has heard of them', async () => receiver.received.length >= 5);
  await until(
    'a good part of the records are written',
    async () => {
      const { progress } = await controlPlane.job(jobs.followed);
      return (progress?.done ?? 0) > 60_000;
    },
    { timeoutMs: 120_000 },
  );
  return { shown: { jobs, agent: 'eu-1', topic: 'orders', webhook, sort, work, kitchens, ...made }, anna };
}

/** The jobs of the last day; of those that nothing fits one is enough to look at. */
async function writeHistory(databaseUrl: string, agents: readonly string[]): Promise<void> {
  const rows = realisticJobs({ count: 420, nowMs: Date.now(), seed: 5, agents, overMs: 26 * 3_600_000 });
  const waiting = rows.jobs.filter(({ state }) => state === 'QUEUED').map(({ id }) => id);
  const left = new Set(waiting.slice(0, -1));
  await writeJobs(databaseUrl, {
    jobs: rows.jobs.filter(({ id }) => !left.has(id)),
    tasks: rows.tasks.filter(({ job_id }) => !left.has(job_id)),
    attempts: rows.attempts,
    events: rows.events.filter(({ job_id }) => !left.has(job_id)),
  });
}

/** Gives the shell image another name in an engine. */
async function callShellImage(socketPath: string, name: string): Promise<void> {
  const [repo = '', tag = ''] = name.split(':');
  const query = new URLSearchParams({ repo, tag });
  const { status } = await engineRequest(socketPath, 'POST', `/images/${shellImage}/tag?${query}`);
  if (status !== 201) throw new Error(`the image was not given the name ${name}: ${status}`);
}

/** As if the control plane had been away over some times of a schedule: they are made up for as its rules say. */
async function windBack(databaseUrl: string, name: string, minutes: number): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(
      `UPDATE schedule SET decided_until = now() - make_interval(mins => $2), next_at = now() WHERE name = $1`,
      [name, minutes],
    );
  } finally {
    await client.end();
  }
}

async function addWebhooks(admin: Person, receiver: WebhookReceiver): Promise<string> {
  // Its receiver is away for a moment, as receivers are.
  receiver.behaviour = () => (receiver.received.length === 3 ? 503 : 204);
  const { id } = await admin.ask<WebhookSecret>('POST', '/webhooks', {
    name: 'ops-chat',
    url: `http://localhost:${receiver.port}/hooks/longshore`,
    events: ['job.succeeded', 'job.failed', 'job.stopped', 'agent.lost'],
  });
  await admin.ask('POST', '/webhooks', {
    name: 'incident-desk',
    url: 'https://incidents.example.org/intake/longshore',
    events: ['job.failed', 'agent.lost'],
  });
  const report = { name: 'monthly-report', url: 'https://reports.example.org/in', events: ['job.succeeded'] };
  await admin.ask('POST', '/webhooks', report);
  await admin.ask('PATCH', '/webhooks/monthly-report', { paused: true });
  await admin.ask('POST', `/webhooks/${id}/test`);
  return id;
}

async function addKeys(admin: Person, operator: Person): Promise<void> {
  await operator.ask('POST', '/api-keys', {
    name: 'deploy pipeline',
    scope: ['jobs:write', 'templates:read'],
    expiresInDays: 90,
  });
  await admin.ask('POST', '/api-keys', { name: 'fleet dashboard', scope: ['jobs:read', 'agents:read'] });
  await admin.ask('POST', '/api-keys', { name: 'laptop', expiresInDays: 30 });
  await admin.ask('PUT', '/registries/ghcr.io', { username: 'acme-ci', password: 'not-a-real-token' });
  await admin.ask('PUT', '/registries/registry.example.org:5000', {
    username: 'longshore',
    password: 'not-a-real-one',
  });
}

async function runJobs(operator: Person, controlPlane: ControlPlane): Promise<Shown['jobs']> {
  const submit = async (spec: JobSpecInput) => (await operator.ask<{ id: string }>('POST', '/jobs', spec)).id;
  // What has ended comes first, so that the lists are as on a working day.
  const stopped = await submit(shell('mirror archive', 'sleep 600'));
  const ended = await Promise.all([
    submit(records('customers', { count: 10_000 })),
    submit(shell('rotate keys', 'echo rotated')),
    submit(shell('vacuum archive', 'sleep 1; echo "14 GB freed"')),
    submit(importing),
  ]);
  await controlPlane.untilJob(stopped, 'RUNNING');
  await operator.ask('POST', `/jobs/${stopped}/stop`);
  await until('the first jobs have ended', async () => {
    const jobs = await Promise.all([...ended, stopped].map((id) => controlPlane.job(id)));
    return jobs.every(({ endedAt }) => endedAt !== null);
  });
  await submit(records('clickstream', { count: null, ratePerSecond: 60 }));
  await submit(shipping);
  const spread = await submit(resizing);
  const chatty = await submit(reindexing);
  const followed = await submit({
    ...records('orders', { count: 300_000, ratePerSecond: 1_500, template: orderFields }),
    name: 'orders of the last year',
  });
  await submit(training);
  const [, , , failed = ''] = ended;
  return { followed, failed, spread, chatty };
}

/** The same elements with one, two and three sorters, a sort that failed, and one that goes on while pictures are taken. */
async function runSorts(operator: Person, controlPlane: ControlPlane): Promise<string> {
  const ask = async (input: SortInput) => (await operator.ask<SortAsked>('POST', '/sorts', input)).id;
  const done = async (input: SortInput) => {
    const id = await ask(input);
    await controlPlane.untilSort(id, 'SUCCEEDED');
    return id;
  };
  await operator.ask('POST', '/topics', { name: 'readings', partitions: 3 });
  await operator.ask('POST', '/topics/readings/messages', { messages: [{ value: 'no number' }] });
  const failed = await ask({
    order: { type: 'int64' },
    input: { from: 'topic', topic: 'readings' },
    resources: slight,
  });
  await controlPlane.untilSort(failed, 'FAILED');
  await done({ name: 'names by language', order: { collation: { locale: 'sv' } }, input: names, resources: slight });
  for (const workers of [1, 2]) await done({ ...accesses, workers });
  const shown = await done({ ...accesses, workers: 3 });
  await ask({ ...accesses, name: 'sensors of the year', input: sensors, workers: 3, resources: slight });
  return shown;
}

async function addSchedulesAndTemplates(
  operator: Person,
  databaseUrl: string,
): Promise<{ schedule: string; template: string }> {
  for (const schedule of schedules) await operator.ask('POST', '/schedules', schedule);
  for (const name of ['nightly-orders', 'probe-suppliers', 'weekly-report', 'probe-suppliers']) {
    const { id } = await operator.ask<Pick<JobSummary, 'id'>>('POST', `/schedules/${name}/run`);
    await until(`the job of ${name} has ended`, async () => {
      const { endedAt } = await operator.ask<JobSummary>('GET', `/jobs/${id}`);
      return endedAt !== null;
    });
  }
  await windBack(databaseUrl, 'probe-suppliers', 100);
  await until('its times were made up for', async () => {
    const { runs } = await operator.ask<ScheduleDetail>('GET', '/schedules/probe-suppliers');
    return runs.length > 0;
  });
  for (const template of templates) await operator.ask('POST', '/templates', template);
  return { schedule: 'probe-suppliers', template: 'orders-stream' };
}
