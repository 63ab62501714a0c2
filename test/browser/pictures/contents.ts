import { GENERATOR_IMAGE, type JobSpecInput, type ScheduleInput } from '@longshore/schemas';

/** What the shell image is called here: a name such as one's own images have. */
export const TOOLS_IMAGE = 'registry.example.org/tools:2.4';

/** What somebody's Longshore would hold, in words that need no explanation. */
const small = { cpuMillis: 100, memoryBytes: 64 * 1024 * 1024 };

export function shell(name: string, command: string): JobSpecInput & { kind: 'container' } {
  return {
    kind: 'container',
    name,
    image: TOOLS_IMAGE,
    command: ['sh', '-c', command],
    resources: small,
    stopGraceMs: 0,
  };
}

type Generator = Extract<JobSpecInput, { kind: 'data-generator' }>['generator'];

export function records(topic: string, generator: Generator): JobSpecInput & { kind: 'data-generator' } {
  return { kind: 'data-generator', name: topic, topic, image: GENERATOR_IMAGE, resources: small, generator };
}

export const orderFields = {
  orderId: 'string.uuid',
  customer: 'person.fullName',
  product: 'commerce.productName',
  amount: 'finance.amount',
  city: 'location.city',
  at: 'date.recent',
};

/** Output such as programs have: steps, figures, a warning, colours. */
const REINDEX = String.raw`
i=0
while true; do
  i=$((i + 1))
  if [ $i -gt 400 ]; then sleep 3; fi
  echo "shard $((i % 12)) reindexed $((i * 137)) documents in $((i % 7 + 2)) s"
  if [ $((i % 9)) = 0 ]; then printf '\033[33mwarn\033[0m  shard %s is %s%% fuller than the others\n' $((i % 12)) $((i % 30 + 10)); fi
  if [ $((i % 17)) = 0 ]; then echo "shard $((i % 12)): 3 documents without a price, left out" >&2; fi
  if [ $((i % 24)) = 0 ]; then printf '\033[32mok\033[0m    segment %s merged\n' $((i / 24)); fi
done
`;

/** Half of the work done, then slowly on. */
const RESIZE = String.raw`
n=$((LONGSHORE_TASK_INDEX * 37 + 300))
while true; do
  n=$((n + 2))
  echo "LONGSHORE_PROGRESS {\"done\":$n,\"total\":1200,\"unit\":\"images\"}"
  sleep 1
done
`;

export const reindexing = shell('reindex catalogue', REINDEX);
export const resizing: JobSpecInput = {
  ...shell('resize product images', RESIZE),
  parallelism: 5,
  placement: { spreadOver: 'agent', preferredLabels: { disk: 'ssd' } },
};
export const importing: JobSpecInput = {
  ...shell(
    'import supplier prices',
    'echo "reading prices.csv"; echo "1204 rows"; sleep 1; echo "line 17: no price for article 88-1204" >&2; exit 3',
  ),
  retry: { maxAttempts: 2, initialDelayMs: 500, reasons: ['EXIT_NON_ZERO'] },
};
export const shipping: JobSpecInput = {
  ...shell('ship host logs', 'while true; do date; sleep 5; done'),
  perHost: true,
};
export const training: JobSpecInput = {
  ...shell('train demand forecast', 'sleep 600'),
  resources: { cpuMillis: 2_000, memoryBytes: 1024 ** 3 },
};

export const schedules: readonly ScheduleInput[] = [
  { name: 'nightly-orders', cron: '30 2 * * *', zone: 'Europe/Berlin', job: records('orders', { count: 500 }) },
  { name: 'rotate-keys', cron: '0 4 1 * *', zone: 'UTC', job: shell('rotate keys', 'echo rotated') },
  {
    name: 'probe-suppliers',
    cron: '*/15 * * * *',
    zone: 'UTC',
    job: shell('probe suppliers', 'echo "12 of 12 answer"'),
  },
  {
    name: 'weekly-report',
    cron: '0 7 * * 1',
    zone: 'America/New_York',
    overlap: 'replace',
    job: shell('weekly report', 'echo "report of the week written"; sleep 2'),
  },
  { name: 'compact-archive', cron: '15 1 * * 6', zone: 'UTC', paused: true, job: shell('compact archive', 'sleep 5') },
];

export const templates: readonly { name: string; description: string; spec: Record<string, unknown> }[] = [
  {
    name: 'orders-stream',
    description: 'Orders as the shop sends them, at a rate that one chooses; for trying consumers.',
    spec: {
      kind: 'data-generator',
      topic: 'orders',
      generator: { count: null, ratePerSecond: 200, template: orderFields },
      placement: { labels: { zone: 'eu' } },
    },
  },
  {
    name: 'reindex',
    description: 'Rebuilds the search index of one catalogue.',
    spec: { kind: 'container', image: 'ghcr.io/acme/reindex:4.2', command: ['reindex', '--catalogue', 'spring'] },
  },
  {
    name: 'load-test',
    description: 'Ten clients against staging; wants hosts outside of the office hours of others.',
    spec: { kind: 'container', image: 'ghcr.io/acme/load:1.9', parallelism: 10, deadlineMs: 1_800_000 },
  },
];
