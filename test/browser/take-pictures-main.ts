import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { GENERATOR_IMAGE, type JobSpecInput } from '@longshore/schemas';
import { until } from '../faults/harness/until.ts';
import { shellImage } from '../hosts/images.ts';
import { repositoryRoot } from '../setup/run-program.ts';
import { ControlPlane } from './harness/control-plane.ts';
import { launchBrowser } from './harness/launch-browser.ts';
import { type AgentChoice, startLongshore } from './harness/start-longshore.ts';
import { Visit } from './harness/visit.ts';

/**
 * Takes the documentation's pictures of the pages, into docs/images: three agents on engines of their own, real jobs.
 * Needs root, as simulated hosts do. The typeface is the machine's: install fonts-inter for the one that is meant.
 */
const folder = join(repositoryRoot, 'docs/images');
const most = 300_000;

const agent = (id: string, labels: string, location: string): AgentChoice => ({
  id,
  environment: {
    LONGSHORE_AGENT_LABELS: labels,
    LONGSHORE_AGENT_LOCATION: location,
    LONGSHORE_HEALTH_INTERVAL_MS: '2000',
    LONGSHORE_ENGINE_PING_DEADLINE_MS: '2000',
  },
});

const small = { cpuMillis: 250, memoryBytes: 128 * 1024 * 1024 };
const shell = (name: string, command: string): JobSpecInput => ({
  kind: 'container',
  name,
  image: shellImage,
  command: ['sh', '-c', command],
  resources: small,
});
const records = (topic: string, generator: Extract<JobSpecInput, { kind: 'data-generator' }>['generator']) =>
  ({ kind: 'data-generator', name: topic, topic, image: GENERATOR_IMAGE, resources: small, generator }) as const;

await using longshore = await startLongshore([
  agent('eu-1', 'zone=eu,disk=ssd', '53.55,9.99,Hamburg'),
  agent('eu-2', 'zone=eu', '51.92,4.48,Rotterdam'),
  agent('us-1', 'zone=us', '40.69,-74.15,Newark'),
]);
const url = longshore.services.webUrl;
const { ownerKey } = longshore.services;
const controlPlane = new ControlPlane(url, ownerKey);
await controlPlane.untilReady(longshore.hosts.length);

// What has ended comes first, so that the lists are as on a working day.
const ended = await Promise.all([
  controlPlane.submit(records('customers', { count: 10_000 })),
  controlPlane.submit(shell('rotate keys', 'echo rotated')),
  controlPlane.submit(shell('vacuum archive', 'sleep 1; echo done')),
  controlPlane.submit({
    ...shell('import prices', 'echo reading prices.csv; echo "line 17: no price" >&2; exit 3'),
    retry: { maxAttempts: 2, initialDelayMs: 200 },
  }),
]);
await until('the first jobs have ended', async () => {
  const jobs = await Promise.all(ended.map((id) => controlPlane.job(id)));
  return jobs.every(({ endedAt }) => endedAt !== null);
});
await controlPlane.submit(records('clickstream', { count: null, ratePerSecond: 400 }));
await controlPlane.submit(shell('watch sensors', 'while true; do date; sleep 2; done'));
const followed = await controlPlane.submit({
  ...records('orders', { count: 90_000, ratePerSecond: 3_000 }),
  name: 'orders of the last year',
});
await controlPlane.submit({
  ...shell('train forecast', 'sleep 600'),
  resources: { cpuMillis: 2_000, memoryBytes: 1024 ** 3 },
});
await until('a good part of the records are written', async () => {
  const { progress } = await controlPlane.job(followed);
  return (progress?.done ?? 0) > 35_000;
});

mkdirSync(folder, { recursive: true });
await using browser = await launchBrowser();
for (const theme of ['light', 'dark'] as const) {
  await using visit = await Visit.open(browser, url, { ownerKey, theme, width: 1280, height: 760, scale: 1.5 });
  for (const [name, path] of [
    ['job', `/jobs/${followed}`],
    ['overview', '/'],
  ] as const) {
    await visit.goto(path);
    // The pace is said once the page has seen the figure rise.
    if (name === 'job') await visit.page.getByText(/records\/s/).waitFor();
    const file = join(folder, theme === 'light' ? `${name}.png` : `${name}-dark.png`);
    await visit.page.screenshot({ path: file });
    const { size } = statSync(file);
    console.log(`${file}  ${Math.round(size / 1_000)} kB`);
    if (size > most) throw new Error(`${file} has ${size} bytes, more than ${most}`);
  }
}
