import { queryOptions } from '@tanstack/react-query';
import { request } from './request.ts';

export const registriesQuery = () =>
  queryOptions({
    queryKey: ['registries'],
    queryFn: ({ signal }) => request('/registries', { signal }),
    // Credentials, and the jobs that use them, change with jobs.
    meta: { subjects: ['jobs'] },
  });
