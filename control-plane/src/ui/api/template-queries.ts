import { queryOptions } from '@tanstack/react-query';
import { request } from './request.ts';

/** Changes of templates are told with those of jobs. */
const movesWithJobs = { subjects: ['jobs'] };

export const templatesQuery = () =>
  queryOptions({
    queryKey: ['templates', 'list'],
    queryFn: ({ signal }) => request('/templates', { query: { limit: 200 }, signal }),
    meta: movesWithJobs,
  });

/** Those that this window has deleted: a page on its way out would only be told that they are gone. */
export const deletedTemplates = new Set<string>();

export const templateQuery = (id: string) =>
  queryOptions({
    queryKey: ['templates', 'one', id],
    queryFn: ({ signal }) => request(`/templates/${encodeURIComponent(id)}`, { signal }),
    enabled: (query) => id !== '' && !deletedTemplates.has(query.state.data?.id ?? id),
    meta: movesWithJobs,
  });
