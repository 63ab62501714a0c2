import { chainDetailSchema, chainSummarySchema, getChainQuery, listChainsQuery, pageOf } from '@longshore/schemas';
import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { operation } from './operation.ts';

const tag = 'work';

/** The ledgers that blockchain items append to. */
export const CHAINS_PATHS: ZodOpenApiPathsObject = {
  '/chains': {
    get: operation({
      id: 'listChains',
      permission: 'work:read',
      summary: 'The chains that blockchain items append to, by name',
      tag,
      query: listChainsQuery,
      answer: pageOf(chainSummarySchema),
      refusals: [422, 503],
    }),
  },
  '/chains/{name}': {
    get: operation({
      id: 'getChain',
      permission: 'work:read',
      summary: 'A chain with its blocks, the newest first, each held against the one before it',
      tag,
      path: ['name'],
      query: getChainQuery,
      answer: chainDetailSchema,
      refusals: [404, 422, 503],
    }),
  },
};
