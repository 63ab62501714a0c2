import {
  jobTemplateInputSchema,
  jobTemplateSchema,
  jobTemplateSummarySchema,
  listJobTemplatesQuery,
  pageOf,
  patchJobTemplateBody,
} from '@longshore/schemas';
import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { operation } from './operation.ts';

/** Templates of jobs. */
export const TEMPLATES_PATHS: ZodOpenApiPathsObject = {
  '/templates': {
    get: operation({
      id: 'listTemplates',
      permission: 'templates:read',
      summary: 'Templates of jobs by name',
      tag: 'templates',
      query: listJobTemplatesQuery,
      answer: pageOf(jobTemplateSummarySchema),
      refusals: [422, 503],
    }),
    post: operation({
      id: 'createTemplate',
      permission: 'templates:write',
      summary: 'Keep a job, of which any field may be missing, as a template',
      tag: 'templates',
      body: jobTemplateInputSchema,
      example: {
        name: 'import',
        description: 'Reads one file of prices.',
        spec: { kind: 'container', image: 'registry.example/import:2', environment: { FILE: 'prices.csv' } },
      },
      creates: true,
      status: 201,
      answer: jobTemplateSchema.pick({ id: true, name: true }),
      refusals: [403, 409, 422, 503],
    }),
  },
  '/templates/{id}': {
    get: operation({
      id: 'getTemplate',
      permission: 'templates:read',
      summary: 'A template with its job as it was given; its name, or the start of its id, will do',
      tag: 'templates',
      path: ['id'],
      answer: jobTemplateSchema,
      refusals: [404, 409, 503],
    }),
    patch: operation({
      id: 'changeTemplate',
      permission: 'templates:write',
      summary: 'Change a template; jobs made from it stay as they are',
      tag: 'templates',
      path: ['id'],
      body: patchJobTemplateBody,
      example: { description: 'Reads one file of prices, and checks it.' },
      answer: jobTemplateSchema,
      refusals: [403, 404, 409, 422, 503],
    }),
    delete: operation({
      id: 'deleteTemplate',
      permission: 'templates:write',
      summary: 'Delete a template; jobs made from it stay',
      tag: 'templates',
      path: ['id'],
      status: 204,
      answer: null,
      refusals: [403, 404, 409, 503],
    }),
  },
};
