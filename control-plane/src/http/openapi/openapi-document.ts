import { createDocument } from 'zod-openapi';
import { ACCESS_PATHS } from './access.ts';
import { AGENTS_PATHS } from './agents.ts';
import { AUDIT_PATHS } from './audit.ts';
import { CHAINS_PATHS } from './chains.ts';
import { JOBS_PATHS } from './jobs.ts';
import { KITCHENS_PATHS } from './kitchens.ts';
import { nameSchemas } from './named-schemas.ts';
import { ORDERS_PATHS } from './orders.ts';
import { OVERVIEW_PATHS } from './overview.ts';
import { PROBLEM_CODES } from './problem-codes.ts';
import { REGISTRIES_PATHS } from './registries.ts';
import { SCHEDULES_PATHS } from './schedules.ts';
import { SORTS_PATHS } from './sorts.ts';
import { TEMPLATES_PATHS } from './templates.ts';
import { TOPICS_PATHS } from './topics.ts';
import { WEBHOOKS_PATHS } from './webhooks.ts';
import { WORK_PATHS } from './work.ts';

/** In the order in which they are shown. */
export const PATHS = {
  ...JOBS_PATHS,
  ...SCHEDULES_PATHS,
  ...TEMPLATES_PATHS,
  ...SORTS_PATHS,
  ...WORK_PATHS,
  ...CHAINS_PATHS,
  ...KITCHENS_PATHS,
  ...ORDERS_PATHS,
  ...AGENTS_PATHS,
  ...TOPICS_PATHS,
  ...REGISTRIES_PATHS,
  ...WEBHOOKS_PATHS,
  ...AUDIT_PATHS,
  ...OVERVIEW_PATHS,
  ...ACCESS_PATHS,
};

/** The API in OpenAPI 3.1, made of the schemas that validate. */
export function openApiDocument(): ReturnType<typeof createDocument> {
  nameSchemas();
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Longshore',
      version: '0.1.0',
      description: 'Container jobs on a fleet of Docker hosts, over Kafka.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/api/v1' }],
    components: {
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'An API key: lsk_…' },
        session: { type: 'apiKey', in: 'cookie', name: 'longshore.session_token', description: 'Of the pages.' },
      },
    },
    security: [{ key: [] }, { session: [] }],
    paths: PATHS,
    'x-longshore-problem-codes': PROBLEM_CODES,
  });
}
