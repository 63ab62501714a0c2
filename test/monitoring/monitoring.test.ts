import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { exportedMetrics, seriesNames } from './exported-metrics.ts';
import { dashboardQueries, seriesOf, shippedDashboard, shippedRules } from './used-queries.ts';

const root = join(import.meta.dirname, '../..');
const metrics = exportedMetrics();
const ours = metrics.filter(({ name }) => name.startsWith('longshore_'));
const rules = shippedRules();
const alerts = rules.filter(({ alert }) => alert !== undefined);
const dashboard = shippedDashboard();
/** How a panel names the variable of the dashboard. */
const chosenUid = ['$', '{datasource}'].join('');

/** Labels of each series there can be; null: any. Prometheus adds `job` and `instance`. */
const series = new Map<string, readonly string[] | null>([
  ['up', ['job', 'instance']],
  ['ALERTS', null],
  ...rules.flatMap(({ record }): [string, null][] => (record === undefined ? [] : [[record, null]])),
  ...metrics.flatMap((metric) =>
    seriesNames(metric).map((name): [string, string[]] => [name, [...metric.labels, 'job', 'instance', 'le']]),
  ),
]);

/** What is wrong with a query by the names alone. */
function unknownNames(query: string): string[] {
  const used = seriesOf(query);
  if (used.length === 0) return [`no series in ${query}`];
  return used.flatMap(({ name, labels }) => {
    const known = series.get(name);
    if (known === undefined) return [`no program exports ${name}`];
    return known === null
      ? []
      : labels.filter((label) => !known.includes(label)).map((label) => `${name} has no ${label}`);
  });
}

describe('the metrics of the programs', () => {
  it.each(ours.map((metric) => [metric.name, metric] as const))('%s is named as Prometheus asks', (name, metric) => {
    const { type, help, labels } = metric;
    expect(name).toMatch(/^longshore_(agent|dispatcher|web|fleet)_[a-z]+(_[a-z]+)*$/);
    expect(name.endsWith('_total')).toBe(type === 'counter');
    if (type === 'histogram') expect(name).toMatch(/_seconds$/);
    expect(name).not.toMatch(/_(ms|millis|milliseconds|kb|mb|percent|minutes|lag|age)$/);
    expect(help).toMatch(/^[A-Z1].{9,}[^.]$/);
    for (const label of labels) expect(label).not.toMatch(/job|task|attempt|container|topic|path|user|image/i);
  });

  it('name single hosts only where a host is what they tell of', () => {
    const naming = ours.filter(({ labels }) => labels.includes('agent')).map(({ name }) => name);
    expect(naming.sort()).toEqual([
      'longshore_agent_info',
      'longshore_fleet_agent_cordoned',
      'longshore_fleet_agent_heard_age_seconds',
      'longshore_fleet_agent_state',
    ]);
  });

  it.each(['web', 'dispatcher', 'agent'] as const)('have those of the process and of Node for %s', (program) => {
    const names = metrics.filter((metric) => metric.program === program).map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining([
        'process_resident_memory_bytes',
        'process_cpu_seconds_total',
        'nodejs_eventloop_lag_p99_seconds',
      ]),
    );
  });
});

describe('the rules for Prometheus', () => {
  it.each(rules.map((rule) => [rule.alert ?? rule.record ?? '', rule] as const))(
    '%s uses what is exported',
    (_name, { expr }) => {
      expect(unknownNames(expr)).toEqual([]);
    },
  );

  it.each(alerts.map((rule) => [rule.alert ?? '', rule] as const))(
    '%s says what is wrong and what to do',
    (name, rule) => {
      expect(name).toMatch(/^Longshore[A-Z]/);
      expect(rule.labels?.severity).toMatch(/^(warning|critical)$/);
      expect(Object.keys(rule.annotations ?? {}).sort()).toEqual(['action', 'description', 'summary']);
      for (const text of Object.values(rule.annotations ?? {})) expect(text.length).toBeGreaterThan(10);
    },
  );

  it('have a name each, a test each, and a line each in the documentation', () => {
    const names = alerts.map(({ alert = '' }) => alert);
    expect(new Set(names).size).toBe(names.length);
    const tests = readFileSync(join(root, 'deploy/prometheus/longshore.rules.test.yml'), 'utf8');
    const docs = readFileSync(join(root, 'docs/monitoring.md'), 'utf8');
    for (const name of names) {
      expect(tests, name).toContain(name);
      expect(docs, name).toContain(`| \`${name}\` |`);
    }
    expect([...docs.matchAll(/\| `(Longshore\w+)` \|/g)].map(([, name]) => name).sort()).toEqual([...names].sort());
  });

  it('would be found out if they named what nobody exports', () => {
    expect(unknownNames('rate(longshore_web_requests_total[5m]) > 0')).toEqual([
      'no program exports longshore_web_requests_total',
    ]);
    expect(unknownNames('sum by (x) (longshore_fleet_agents{status="READY"})')).toEqual([
      'longshore_fleet_agents has no status',
    ]);
    expect(unknownNames('vector(1)')).toEqual(['no series in vector(1)']);
  });
});

describe('the dashboard for Grafana', () => {
  it.each(dashboardQueries(dashboard))('%s uses what is exported', (_where, query) => {
    expect(unknownNames(query)).toEqual([]);
  });

  it('asks the data source that is chosen above it, and that is provisioned', () => {
    const { list } = dashboard.templating;
    expect(list).toEqual([expect.objectContaining({ name: 'datasource', type: 'datasource', query: 'prometheus' })]);
    const chosen = { type: 'prometheus', uid: chosenUid };
    for (const { datasource, targets = [], type } of dashboard.panels) {
      if (type !== 'row') expect(datasource).toEqual(chosen);
      for (const target of targets) expect(target.datasource).toEqual(chosen);
    }
    const provisioned = parse(
      readFileSync(join(root, 'deploy/grafana/provisioning/datasources/prometheus.yml'), 'utf8'),
    ) as { datasources: { uid: string; type: string }[] };
    expect(provisioned.datasources.map(({ type }) => type)).toEqual(['prometheus']);
    expect(JSON.stringify(list)).toContain(provisioned.datasources[0]?.uid);
  });

  it('has panels that are told apart, say what they show, and lie on the grid without covering one another', () => {
    const { panels } = dashboard;
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    const cells = new Set<string>();
    for (const { title, type, description = '', targets = [], gridPos } of panels) {
      expect(['row', 'stat', 'timeseries', 'table']).toContain(type);
      if (type !== 'row') expect(description, title).toMatch(/\.$/);
      if (type !== 'row') expect(targets.length, title).toBeGreaterThan(0);
      expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(24);
      for (let x = gridPos.x; x < gridPos.x + gridPos.w; x += 1) {
        for (let y = gridPos.y; y < gridPos.y + gridPos.h; y += 1) {
          expect(cells.has(`${x} ${y}`), title).toBe(false);
          cells.add(`${x} ${y}`);
        }
      }
    }
  });
});
