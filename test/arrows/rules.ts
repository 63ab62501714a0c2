import type { IForbiddenRuleType } from 'dependency-cruiser';

/** Which of our folders each folder may import: the table of "Parts" in the design, and the only place it is enforced. */
export const mayImport: Readonly<Record<string, readonly string[]>> = {
  schemas: [],
  kafka: ['schemas'],
  sorting: [],
  kitchens: ['schemas'],
  agent: ['schemas', 'kafka'],
  workloads: ['schemas', 'kafka', 'sorting', 'kitchens'],
  'control-plane': ['schemas', 'kafka', 'sorting', 'kitchens'],
  cli: ['schemas', 'sorting', 'kitchens'],
  deploy: [],
};

/** Folders that may import any other, and that no product folder may import. */
export const freeFolders = ['docs', 'bench', 'test'] as const;

/** The commands `longshore test` and `longshore bench` hand over to these; nothing else of the free folders is product. */
const handedOverByTheCommandLine = '^(test/checks\\.ts|bench/[^/]*register[^/]*\\.ts)$';

/** Modules that decide and do nothing else; a route may be called as one of them. `.oxlintrc.json` names the same folders. */
export const decisionModules =
  '^(?!test/)(?!control-plane/src/(?:app|api)/)(?:.*/(?:decide|placement|retry)|kitchens/src)/(?!.*\\.test\\.ts$).*\\.ts$';

const tests = '\\.test\\.tsx?$';
const ours = [...Object.keys(mayImport), ...freeFolders];

function arrowsOf([folder, allowed]: [string, readonly string[]]): IForbiddenRuleType[] {
  const others = ours.filter((other) => other !== folder && !allowed.includes(other));
  const products = others.filter((other) => other !== 'test');
  const exempt = folder === 'cli' ? { pathNot: handedOverByTheCommandLine } : {};
  return [
    {
      name: `${folder}-imports`,
      comment: `${folder}/ may import ${allowed.length === 0 ? 'nothing of ours' : allowed.join(', ')}`,
      severity: 'error',
      from: { path: `^${folder}/`, pathNot: tests },
      to: { path: `^(${others.join('|')})/`, ...exempt },
    },
    {
      name: `${folder}-test-imports`,
      comment: `A test in ${folder}/ may import what ${folder}/ may, and fakes from test/`,
      severity: 'error',
      from: { path: `^${folder}/.*${tests}` },
      to: { path: `^(${products.join('|')})/` },
    },
  ];
}

function onlyIn(name: string, packages: string, folders: string, comment: string): IForbiddenRuleType {
  return {
    name,
    comment,
    severity: 'error',
    from: { pathNot: `^(${folders}|test/|bench/)` },
    to: { path: `(^|/)node_modules/(${packages})/` },
  };
}

/** Rules about one import at a time. */
export const importRules: IForbiddenRuleType[] = [
  ...Object.entries(mayImport).flatMap(arrowsOf),
  onlyIn(
    'kafka-clients-only-in-kafka',
    'kafkajs|avsc|@kafkajs/[^/]+',
    'kafka/',
    'kafka/ is the only code that touches kafkajs, avsc or the registry client',
  ),
  onlyIn(
    'docker-client-only-in-the-engine',
    'dockerode|@types/dockerode',
    'agent/src/engine/',
    'Only agent/src/engine imports dockerode',
  ),
  {
    name: 'pages-hold-no-data',
    comment:
      'Pages ask the API in the browser; what their build is made of stands in cli/src/stack/prepare/input-hash.ts',
    severity: 'error',
    from: { path: '^control-plane/src/(app/|ui/|proxy\\.ts$)', pathNot: tests },
    to: { path: '^control-plane/src/', pathNot: '^control-plane/src/((app|ui)/|http/security-headers\\.ts$)' },
  },
  {
    name: 'no-cycles',
    comment: 'Modules that import each other in a circle cannot be understood, or loaded, one at a time',
    severity: 'error',
    from: {},
    to: { circular: true },
  },
  {
    name: 'resolvable',
    comment: 'An import that cannot be resolved is an arrow nobody checked',
    severity: 'error',
    from: {},
    to: { couldNotResolve: true },
  },
];

/** Megabytes of words, of which a browser needs nothing. */
const heavyForBrowsers = '(^|/)node_modules/@faker-js/';

/** What some modules must not reach, through any chain of imports that exist at run time. */
export interface ReachRule {
  name: string;
  comment: string;
  /** Where the chain starts: modules matching this pattern, or all that say 'use client'. */
  from: RegExp | 'client components';
  /** Modules that must not be at its end. */
  to: RegExp;
  /** The same, when they are modules of Node itself. */
  nodeModules: boolean;
}

const serverPackages =
  '(^|/)node_modules/(kafkajs|avsc|@kafkajs/[^/]+|pg|@prisma/[^/]+|prisma|dockerode|pino|prom-client)/';

export const reachRules: ReachRule[] = [
  {
    name: 'browser-code',
    comment: 'Browser code never imports Kafka, Avro, the database, Node or faker',
    from: 'client components',
    to: new RegExp(`^kafka/|${heavyForBrowsers}|/generated/prisma/|${serverPackages}`),
    nodeModules: true,
  },
  {
    name: 'browser-code',
    comment: 'Browser code never imports Kafka, Avro, the database, Node or faker',
    from: /^control-plane\/src\/ui\/(?!.*\.test\.tsx?$)/,
    to: new RegExp(`^kafka/|${heavyForBrowsers}|/generated/prisma/|${serverPackages}`),
    nodeModules: true,
  },
  {
    name: 'safe-in-a-browser',
    comment: 'schemas/, sorting/ and kitchens/ do no I/O and are safe in a browser; sorting/src/local/ is for Node',
    from: /^(schemas\/src|kitchens\/src|sorting\/src(?!\/local\/))\/(?!.*\.test\.ts$)/,
    to: new RegExp(serverPackages),
    nodeModules: true,
  },
  {
    name: 'decisions-are-pure',
    comment: 'A decision module imports no client and nothing of Node; zod alone of the packages',
    from: new RegExp(decisionModules),
    to: /(^|\/)node_modules\/(?!zod\/)/,
    nodeModules: true,
  },
];
