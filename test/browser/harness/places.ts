import { inject } from 'vitest';

/** Every page, by what it is. */
export function places(): Record<string, string> {
  const { jobs, agentId, topic, sort, work, kitchens } = inject('longshore');
  return {
    Overview: '/',
    Jobs: '/jobs',
    'a job that succeeded': `/jobs/${jobs.succeeded}`,
    'a job that failed': `/jobs/${jobs.failed}`,
    'a job that runs': `/jobs/${jobs.running}`,
    'the tasks of a job': `/jobs/${jobs.succeeded}?tab=tasks`,
    'the log of a job': `/jobs/${jobs.failed}?tab=logs`,
    'the placement of a job': `/jobs/${jobs.succeeded}?tab=placement`,
    'the spec of a job': `/jobs/${jobs.succeeded}?tab=spec`,
    'New job': '/jobs/new',
    Queue: '/jobs/queue',
    Templates: '/templates',
    'New template': '/templates/new',
    Work: '/work',
    'work items': '/work/items',
    'an item that is completed': `/work/items/${work.digest}`,
    'an item that made rows': `/work/items/${work.rows}`,
    'an item that made a block': `/work/items/${work.block}`,
    'an item that failed': `/work/items/${work.failed}`,
    'New item': '/work/new',
    'New item of rows': '/work/new?type=data',
    'dead letters': '/work/dead',
    chains: '/work/chains',
    'a chain': `/work/chains/${work.chain}`,
    Agents: '/agents',
    'the map of agents': '/agents?view=map',
    'an agent': `/agents/${agentId}`,
    Sorts: '/sorts',
    'New sort': '/sorts/new',
    'a sort': `/sorts/${sort}`,
    'quicksort, step by step': '/sorts/learn',
    Kitchens: '/kitchens',
    'orders of kitchens': '/kitchens/orders',
    'an order that was delivered': `/kitchens/orders/${kitchens.delivered}`,
    'an order that was called off': `/kitchens/orders/${kitchens.calledOff}`,
    'runs of scenarios': '/kitchens/runs',
    'a run': `/kitchens/runs/${kitchens.run}`,
    'the story of the kitchens': '/kitchens/story',
    Topics: '/topics',
    'a topic': `/topics/${topic}`,
    Registries: '/registries',
    Webhooks: '/webhooks',
    'the audit log': '/audit',
    'settings: oneself': '/settings',
    'settings: API keys': '/settings/keys',
    'settings: people': '/settings/people',
    'the reference of the API': '/reference',
    'settings: appearance': '/settings/appearance',
  };
}

/** A page that there is none of, which the server answers with 404 and words. */
export const nowhere = '/no/such/page';
