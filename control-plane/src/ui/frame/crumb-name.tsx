'use client';
import { useQuery } from '@tanstack/react-query';
import { kitchenRunQuery, orderQuery } from '../api/kitchen-queries.ts';
import { scheduleQuery } from '../api/schedule-queries.ts';
import { sortQuery } from '../api/sort-queries.ts';
import { templateQuery } from '../api/template-queries.ts';
import { webhookQuery } from '../api/webhook-queries.ts';
import { workItemQuery } from '../api/work-queries.ts';
import { scenarioWord } from '../kitchens/runs/run-words.ts';
import type { NamedRoom } from './named-rooms.ts';

/** What the thing with this id is called. */
export function CrumbName({ room, id }: { room: NamedRoom; id: string }) {
  const Name = NAMES[room];
  return <Name id={id} />;
}

const shortOf = (id: string) => `…${id.slice(-8)}`;

const NAMES: Record<NamedRoom, (props: { id: string }) => string> = {
  'kitchens/orders': ({ id }) => useQuery(orderQuery(id)).data?.dish ?? shortOf(id),
  'kitchens/runs': ({ id }) => {
    const run = useQuery(kitchenRunQuery(id)).data;
    return run === undefined ? shortOf(id) : scenarioWord(run.scenario);
  },
  schedules: ({ id }) => useQuery(scheduleQuery(id)).data?.name ?? shortOf(id),
  sorts: ({ id }) => useQuery(sortQuery(id)).data?.name ?? shortOf(id),
  templates: ({ id }) => useQuery(templateQuery(id)).data?.name ?? shortOf(id),
  webhooks: ({ id }) => useQuery(webhookQuery(id)).data?.name ?? shortOf(id),
  work: ({ id }) => useQuery(workItemQuery(id)).data?.asks ?? shortOf(id),
};
