import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const deploy = join(import.meta.dirname, '../../deploy');

/** A rule of Prometheus. */
export interface Rule {
  alert?: string;
  record?: string;
  expr: string;
  for?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
}

interface Panel {
  id: number;
  type: string;
  title: string;
  description?: string;
  gridPos: { h: number; w: number; x: number; y: number };
  datasource?: { type: string; uid: string };
  targets?: { refId: string; expr: string; datasource: { type: string; uid: string } }[];
}

/** A dashboard of Grafana, as far as the tests look at it. */
export interface Dashboard {
  uid: string;
  title: string;
  schemaVersion: number;
  panels: Panel[];
  templating: { list: { name: string; type: string; query: string }[] };
  annotations: { list: { name: string; target: { expr: string } }[] };
}

/** The rules that are shipped. */
export function shippedRules(): Rule[] {
  const { groups } = parse(readFileSync(join(deploy, 'prometheus/longshore.rules.yml'), 'utf8')) as {
    groups: { rules: Rule[] }[];
  };
  return groups.flatMap(({ rules }) => rules);
}

/** The dashboard that is shipped. */
export function shippedDashboard(): Dashboard {
  return JSON.parse(readFileSync(join(deploy, 'grafana/dashboards/longshore-fleet.json'), 'utf8')) as Dashboard;
}

/** Every query of the dashboard by where it stands, with Grafana's own variables filled in. */
export function dashboardQueries({ panels, annotations }: Dashboard): [where: string, query: string][] {
  const ofPanels = panels.flatMap(({ title, targets = [] }) =>
    targets.map(({ refId, expr }): [string, string] => [`${title}, ${refId}`, expr]),
  );
  const ofAnnotations = annotations.list.map(({ name, target }): [string, string] => [name, target.expr]);
  return [...ofPanels, ...ofAnnotations].map(([where, expr]) => [where, expr.replaceAll('$__rate_interval', '1m')]);
}

const WORDS = /^(and|or|unless|by|without|on|ignoring|group_left|group_right|bool|offset|inf|nan)$/i;

/** Names of series in a query, with the labels that it asks of each between braces. */
export function seriesOf(query: string): { name: string; labels: string[] }[] {
  const withoutStrings = query.replaceAll(/"(?:[^"\\]|\\.)*"/g, '""');
  // What stands in the brackets of a grouping are labels, what stands in square ones durations.
  const bare = withoutStrings
    .replaceAll(/\b(by|without|on|ignoring|group_left|group_right)\s*\([^)]*\)/g, ' ')
    .replaceAll(/\[[^\]]*\]/g, ' ');
  return [...bare.matchAll(/(?<![\w:.])([a-zA-Z_:][\w:]*)(?:\{([^}]*)\})?(\s*\()?/g)].flatMap(
    ([, name = '', inner, call]) =>
      call !== undefined || WORDS.test(name)
        ? []
        : [{ name, labels: [...(inner ?? '').matchAll(/(\w+)\s*(?:=~|!~|!=|=)/g)].map(([, label = '']) => label) }],
  );
}
