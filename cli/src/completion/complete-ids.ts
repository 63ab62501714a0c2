import { listApiKeys, listSessions, listUsers } from '../api/access.ts';
import { listAgents } from '../api/agents.ts';
import { listJobs } from '../api/jobs.ts';
import { listKitchens, listOrders, listRuns } from '../api/kitchens.ts';
import { listRegistries } from '../api/registries.ts';
import { listSchedules } from '../api/schedules.ts';
import { listSorts } from '../api/sorts.ts';
import { listTemplates } from '../api/templates.ts';
import { listTopics } from '../api/topics.ts';
import { listWebhooks } from '../api/webhooks.ts';
import { listWorkers, listWorkItems } from '../api/work.ts';
import type { Cli } from '../cli.ts';

/** More than a person reads from a list of completions. */
const MOST = 100;

/** `longshore __complete job|schedule|user|…`: names and ids of a kind, one a line, for completion scripts. */
export async function completeIds(cli: Cli, kind: string): Promise<void> {
  const words = await idsOf(cli, kind);
  // What a shell would take apart or expand is left out: it can still be typed.
  const plain = [...new Set(words)].filter((word) => /^[\w./:@-]+$/.test(word));
  if (plain.length > 0) await cli.print(`${plain.join('\n')}\n`);
}

async function idsOf(cli: Cli, kind: string): Promise<string[]> {
  switch (kind) {
    case 'job': {
      const { items } = await listJobs(cli.api, { limit: MOST });
      return items.flatMap(({ name, id }) => [name, id]);
    }
    case 'schedule':
      return (await listSchedules(cli.api, { limit: MOST })).items.map(({ name }) => name);
    case 'template':
      return (await listTemplates(cli.api, { limit: MOST })).items.map(({ name }) => name);
    case 'sort':
      return (await listSorts(cli.api, { limit: MOST })).items.map(({ id }) => id);
    case 'agent':
      return (await listAgents(cli.api, { limit: MOST })).items.map(({ id }) => id);
    case 'topic':
      return (await listTopics(cli.api)).items.filter(({ internal }) => !internal).map(({ name }) => name);
    case 'registry':
      return (await listRegistries(cli.api)).items.map(({ registry }) => registry);
    case 'webhook':
      return (await listWebhooks(cli.api)).items.map(({ name }) => name);
    case 'item':
      return (await listWorkItems(cli.api, { limit: MOST })).items.map(({ id }) => id);
    case 'worker':
      return (await listWorkers(cli.api)).items.map(({ id }) => id);
    case 'kitchen':
      return (await listKitchens(cli.api)).items.filter(({ state }) => state !== 'closed').map(({ id }) => id);
    case 'order':
      return (await listOrders(cli.api, { limit: MOST })).items.map(({ id }) => id);
    case 'run':
      return (await listRuns(cli.api)).items.map(({ id }) => id);
    case 'user':
      return (await listUsers(cli.api)).items.map(({ email }) => email);
    case 'key':
      return (await listApiKeys(cli.api)).items.map(({ name }) => name);
    case 'session':
      return (await listSessions(cli.api)).items.map(({ id }) => id);
    default:
      return [];
  }
}
