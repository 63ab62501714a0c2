import { queryOptions } from '@tanstack/react-query';
import { apiDocumentSchema } from '../reference/api-document.ts';
import { request } from './request.ts';

/** The API's own description: it changes with the control plane, and not while it runs. */
export const referenceQuery = () =>
  queryOptions({
    queryKey: ['reference'],
    queryFn: async ({ signal }) => apiDocumentSchema.parse(await request('/openapi.json', { signal })),
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: false,
  });
