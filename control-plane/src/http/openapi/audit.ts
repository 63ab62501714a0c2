import { auditActorsSchema, auditEntrySchema, exportAuditQuery, listAuditQuery, pageOf } from '@longshore/schemas';
import { z } from 'zod';
import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { operation, permitted, problems } from './operation.ts';

/** The audit log. */
export const AUDIT_PATHS: ZodOpenApiPathsObject = {
  '/audit': {
    get: operation({
      id: 'listAudit',
      permission: 'audit:read',
      summary: 'Who did what to what, when and from where: the newest first',
      tag: 'audit',
      query: listAuditQuery,
      answer: pageOf(auditEntrySchema),
      refusals: [422, 503],
    }),
  },
  '/audit/actors': {
    get: operation({
      id: 'listAuditActors',
      permission: 'audit:read',
      summary: 'Who did something, the last one first, at most 200',
      tag: 'audit',
      answer: auditActorsSchema,
      refusals: [503],
    }),
  },
  '/audit/export': {
    get: {
      operationId: 'exportAudit',
      ...permitted('audit:read'),
      summary: 'Everything of the audit log that fits, streamed: one JSON object a line, or CSV',
      tags: ['audit'],
      requestParams: { query: exportAuditQuery },
      responses: {
        200: {
          description: 'Done',
          content: {
            'application/x-ndjson': {
              schema: z.string().describe('Lines, each an entry as the list has it, without now.'),
            },
            'text/csv': { schema: z.string().describe('RFC 4180, with a header line.') },
          },
        },
        ...problems([401, 403, 422, 429, 503]),
      },
    },
  },
};
