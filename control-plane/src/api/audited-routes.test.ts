import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { AUDIT_ACTIONS, type AuditAction } from '@longshore/schemas';
import { describe, expect, it } from 'vitest';
import { METHODS } from '../http/route-table.ts';
import { ROUTES } from './routes.ts';

const root = join(import.meta.dirname, '..');

/** What is written to the audit log by each route that changes something; or why nothing is. */
const AUDITED: Record<string, AuditAction | { nothing: string }> = {
  'POST /jobs': 'JobSubmitted',
  'POST /jobs/plan': { nothing: 'it changes nothing' },
  'POST /jobs/stop': 'JobStopRequested',
  'POST /jobs/rerun': 'JobSubmitted',
  'POST /jobs/delete': 'JobDeleted',
  'PATCH /jobs/{id}': 'JobChanged',
  'DELETE /jobs/{id}': 'JobDeleted',
  'POST /jobs/{id}/stop': 'JobStopRequested',
  'POST /schedules': 'ScheduleCreated',
  'POST /schedules/preview': { nothing: 'it changes nothing' },
  'PATCH /schedules/{id}': 'ScheduleChanged',
  'DELETE /schedules/{id}': 'ScheduleDeleted',
  'POST /schedules/{id}/run': 'JobSubmitted',
  'POST /templates': 'TemplateCreated',
  'PATCH /templates/{id}': 'TemplateChanged',
  'DELETE /templates/{id}': 'TemplateDeleted',
  'POST /sorts': 'SortRequested',
  'DELETE /sorts/{id}': 'SortDeleted',
  'POST /sorts/{id}/stop': 'SortStopRequested',
  'POST /sorts/{id}/input': 'SortInputUploaded',
  'PATCH /agents/{id}': 'AgentLabelled',
  'POST /agents/{id}/drain': 'AgentDrainRequested',
  'POST /agents/{id}/confirm-dead': 'AgentConfirmedDead',
  'POST /topics': 'TopicCreated',
  'POST /topics/{name}/messages': 'MessagesProduced',
  'PUT /registries/{registry}': 'RegistrySignedIn',
  'DELETE /registries/{registry}': 'RegistryForgotten',
  'POST /webhooks': 'WebhookCreated',
  'PATCH /webhooks/{id}': 'WebhookChanged',
  'DELETE /webhooks/{id}': 'WebhookDeleted',
  'POST /webhooks/{id}/secret': 'WebhookSecretRotated',
  'POST /webhooks/{id}/test': 'WebhookTested',
  'POST /webhooks/{id}/deliveries/{delivery}/retry': 'WebhookRetried',
  'POST /work-items': 'WorkSubmitted',
  'PATCH /work-items': { nothing: 'what workers do is told by the lives of items, thousands of times a second' },
  'POST /work-items/many': 'WorkSubmitted',
  'POST /work-items/redrive': 'WorkRedriven',
  'PATCH /work-items/{id}': { nothing: 'what workers do is told by the lives of items' },
  'POST /work-items/{id}/redrive': 'WorkRedriven',
  'PATCH /work-queues/{type}': 'WorkQueueScaled',
  'PUT /workers/{id}': { nothing: 'a beat, every few seconds' },
  'POST /workers/{id}/start': 'WorkerStartRequested',
  'POST /workers/{id}/stop': 'WorkerStopRequested',
  'POST /work-files': { nothing: 'it is forgotten unless an item names it, which is told' },
  'POST /orders': { nothing: 'hundreds a second; an order tells its own life' },
  'POST /orders/many': { nothing: 'an order tells its own life' },
  'POST /orders/{id}/call-off': 'OrderCalledOff',
  'POST /kitchens': 'KitchenOpened',
  'POST /kitchens/{id}/close': 'KitchenCloseRequested',
  'POST /kitchens/{id}/upset': 'KitchenUpset',
  'PATCH /kitchen-network': 'KitchenNetworkChanged',
  'POST /kitchen-runs': 'KitchenRunStarted',
  'POST /kitchen-runs/{id}/stop': 'KitchenRunStopRequested',
  'POST /session': 'SignedIn',
  'DELETE /session': 'SignedOut',
  'POST /session/links': 'SignInLinkMade',
  'POST /session/link': 'SignedIn',
  'POST /session/password': 'PasswordChanged',
  'DELETE /sessions': 'SignedOut',
  'DELETE /sessions/{id}': 'SignedOut',
  'POST /users': 'UserCreated',
  'PATCH /users/{id}': 'UserChanged',
  'DELETE /users/{id}': 'UserDeleted',
  'POST /users/{id}/password': 'PasswordChanged',
  'DELETE /users/{id}/sessions': 'SignedOut',
  'POST /api-keys': 'ApiKeyCreated',
  'DELETE /api-keys/{id}': 'ApiKeyRevoked',
};

/** A module of services or of writing jobs with all that it reaches of these: where entries are written. */
function reached(file: string, known = new Map<string, string>()): Map<string, string> {
  if (known.has(file) || !existsSync(file)) return known;
  const text = readFileSync(file, 'utf8');
  known.set(file, text);
  for (const [, at = ''] of text.matchAll(/from '(\.[^']+\.ts)'/g)) {
    const next = join(dirname(file), at);
    if (/^(services|database)\//.test(relative(root, next))) reached(next, known);
  }
  return known;
}

const routeFile = (path: string) =>
  join(import.meta.dirname, 'v1', path.replaceAll(/\{([^}]+)\}/g, '[$1]').slice(1), 'route.ts');

const changing = Object.entries(ROUTES).flatMap(([path, module]) =>
  METHODS.filter((method) => method !== 'GET' && method in module).map((method) => ({ method, path })),
);

describe('the audit log', () => {
  it('is told of what every route changes, or it is said here why not', () => {
    expect(changing.map(({ method, path }) => `${method} ${path}`).toSorted()).toEqual(Object.keys(AUDITED).toSorted());
  });

  it.each(changing)('gets its entry of $method $path where that is done', ({ method, path }) => {
    const action = AUDITED[`${method} ${path}`];
    if (typeof action !== 'string') return;
    expect(AUDIT_ACTIONS).toHaveProperty(action);
    const written = [...reached(routeFile(path)).values()].filter((text) => text.includes(`'${action}'`));
    expect(written).not.toEqual([]);
  });
});
