import { existsSync } from 'node:fs';
import { CliError } from '../../cli/src/errors/cli-error.ts';
import { executablePath, launchBrowser } from '../../test/browser/harness/launch-browser.ts';
import { abortable } from '../abortable.ts';
import { judge } from '../aims.ts';
import { describeDistribution } from '../distribution.ts';
import { AGENTS, filtersFor, realisticJobs } from '../jobs/realistic-jobs.ts';
import { writeJobs } from '../jobs/write-jobs.ts';
import { describeOccasion } from '../machine.ts';
import { signIn } from '../sign-in.ts';
import { type BenchPlane, startPlane } from '../start-plane.ts';
import { measureLoads } from './measure-loads.ts';
import { measureStatuses } from './measure-statuses.ts';
import { measureUse } from './measure-use.ts';
import { type PagesFigures, type PagesModule, pageAims } from './pages-result.ts';
import { playAgents } from './play-agents.ts';

/**
 * Starts all of Longshore but agents, which are played, with many jobs; opens the page of jobs in a real browser, works
 * on it, and watches it while jobs end.
 */
export const runPagesBenchmark: PagesModule['runPagesBenchmark'] = async (options) => {
  const { settings, root, onStep, signal } = options;
  refuseWithoutBrowser();
  const occasion = describeOccasion(root);
  onStep('starting Kafka, registry, PostgreSQL, dispatcher and web');
  await using started = await startPlane({ parts: ['web', 'dispatcher'], signal });
  onStep(`writing ${settings.jobs} jobs`);
  const rows = realisticJobs({ count: settings.jobs, nowMs: Date.now(), seed: 1 });
  await abortable(writeJobs(started.services.databaseUrl, rows), signal);
  await using browser = await abortable(launchBrowser(), signal);
  const figures = await abortable(measure(started, browser, options), signal);
  return {
    benchmark: 'pages',
    ...occasion,
    settings,
    browser: `Chromium ${browser.version()}`,
    ...figures,
    verdicts: judge(pageAims(figures)),
  };
};

/** @throws CliError that says how to get one */
function refuseWithoutBrowser(): void {
  if (existsSync(executablePath)) return;
  throw new CliError({
    what: `there is no Chromium at ${executablePath}`,
    where: 'bench pages',
    advice: 'apt-get install --no-install-recommends chromium fonts-dejavu-core',
    exitCode: 2,
  });
}

type Browser = Awaited<ReturnType<typeof launchBrowser>>;

async function measure(
  { plane, services }: BenchPlane,
  browser: Browser,
  { settings, onStep, onProgress, signal }: Parameters<PagesModule['runPagesBenchmark']>[0],
): Promise<PagesFigures> {
  await using fleet = await playAgents(services, AGENTS);
  const window = { browser, url: plane.url, cookie: await signIn(plane) };
  const common = { window, onProgress, signal };
  onStep(`measuring ${settings.loads} first pages`);
  const { firstPageMs, shifts, scripts } = await measureLoads({ ...common, loads: settings.loads });
  onStep(`measuring ${settings.filters} filters, and what one does beside`);
  const use = await measureUse({ ...common, filters: filtersFor(settings.filters) });
  onStep(`measuring ${settings.live} jobs that end while the page is looked at`);
  const status = await measureStatuses({ ...common, plane, agents: fleet.agents, jobs: settings.live });
  const pages = [...shifts, use.shift];
  return {
    firstPageMs,
    filterMs: use.filterMs,
    filters: use.filters,
    interactions: use.interactions,
    layoutShift: { worst: Math.max(...pages), pages },
    scripts,
    statusMs: describeDistribution(status.tookMs),
    missing: status.missing,
    clock: status.clock,
  };
}
