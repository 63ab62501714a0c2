import * as agentConfirmDead from './v1/agents/[id]/confirm-dead/route.ts';
import * as agentDrain from './v1/agents/[id]/drain/route.ts';
import * as agent from './v1/agents/[id]/route.ts';
import * as agents from './v1/agents/route.ts';
import * as apiKey from './v1/api-keys/[id]/route.ts';
import * as apiKeys from './v1/api-keys/route.ts';
import * as auditActors from './v1/audit/actors/route.ts';
import * as auditExport from './v1/audit/export/route.ts';
import * as audit from './v1/audit/route.ts';
import * as chain from './v1/chains/[name]/route.ts';
import * as chains from './v1/chains/route.ts';
import * as events from './v1/events/route.ts';
import * as groups from './v1/groups/route.ts';
import * as installation from './v1/installation/route.ts';
import * as jobEvents from './v1/jobs/[id]/events/route.ts';
import * as jobLogs from './v1/jobs/[id]/logs/route.ts';
import * as job from './v1/jobs/[id]/route.ts';
import * as jobStop from './v1/jobs/[id]/stop/route.ts';
import * as jobUsage from './v1/jobs/[id]/usage/route.ts';
import * as jobsDelete from './v1/jobs/delete/route.ts';
import * as jobsPlan from './v1/jobs/plan/route.ts';
import * as jobsRerun from './v1/jobs/rerun/route.ts';
import * as jobs from './v1/jobs/route.ts';
import * as jobsStop from './v1/jobs/stop/route.ts';
import * as kitchenNetworkChanges from './v1/kitchen-network/changes/route.ts';
import * as kitchenNetworkMeasures from './v1/kitchen-network/measures/route.ts';
import * as kitchenNetwork from './v1/kitchen-network/route.ts';
import * as kitchenRunRecording from './v1/kitchen-runs/[id]/recording/route.ts';
import * as kitchenRun from './v1/kitchen-runs/[id]/route.ts';
import * as kitchenRunStop from './v1/kitchen-runs/[id]/stop/route.ts';
import * as kitchenRunsCompare from './v1/kitchen-runs/compare/route.ts';
import * as kitchenRuns from './v1/kitchen-runs/route.ts';
import * as kitchenClose from './v1/kitchens/[id]/close/route.ts';
import * as kitchen from './v1/kitchens/[id]/route.ts';
import * as kitchenUpset from './v1/kitchens/[id]/upset/route.ts';
import * as kitchens from './v1/kitchens/route.ts';
import * as openapiJson from './v1/openapi.json/route.ts';
import * as orderCallOff from './v1/orders/[id]/call-off/route.ts';
import * as order from './v1/orders/[id]/route.ts';
import * as ordersMany from './v1/orders/many/route.ts';
import * as orders from './v1/orders/route.ts';
import * as overview from './v1/overview/route.ts';
import * as queue from './v1/queue/route.ts';
import * as registry from './v1/registries/[registry]/route.ts';
import * as registries from './v1/registries/route.ts';
import * as schedule from './v1/schedules/[id]/route.ts';
import * as scheduleRun from './v1/schedules/[id]/run/route.ts';
import * as schedulesPreview from './v1/schedules/preview/route.ts';
import * as schedules from './v1/schedules/route.ts';
import * as sessionLink from './v1/session/link/route.ts';
import * as sessionLinks from './v1/session/links/route.ts';
import * as sessionPassword from './v1/session/password/route.ts';
import * as session from './v1/session/route.ts';
import * as oneSession from './v1/sessions/[id]/route.ts';
import * as sessions from './v1/sessions/route.ts';
import * as sortElements from './v1/sorts/[id]/elements/route.ts';
import * as sortInput from './v1/sorts/[id]/input/route.ts';
import * as sortResult from './v1/sorts/[id]/result/route.ts';
import * as sort from './v1/sorts/[id]/route.ts';
import * as sortStop from './v1/sorts/[id]/stop/route.ts';
import * as sorts from './v1/sorts/route.ts';
import * as template from './v1/templates/[id]/route.ts';
import * as templates from './v1/templates/route.ts';
import * as topicMessages from './v1/topics/[name]/messages/route.ts';
import * as topic from './v1/topics/[name]/route.ts';
import * as topics from './v1/topics/route.ts';
import * as userPassword from './v1/users/[id]/password/route.ts';
import * as user from './v1/users/[id]/route.ts';
import * as userSessions from './v1/users/[id]/sessions/route.ts';
import * as users from './v1/users/route.ts';
import * as webhookDeliveryRetry from './v1/webhooks/[id]/deliveries/[delivery]/retry/route.ts';
import * as webhookDeliveries from './v1/webhooks/[id]/deliveries/route.ts';
import * as webhook from './v1/webhooks/[id]/route.ts';
import * as webhookSecret from './v1/webhooks/[id]/secret/route.ts';
import * as webhookTest from './v1/webhooks/[id]/test/route.ts';
import * as webhooks from './v1/webhooks/route.ts';
import * as workFiles from './v1/work-files/route.ts';
import * as workItemInput from './v1/work-items/[id]/input/route.ts';
import * as workItemRedrive from './v1/work-items/[id]/redrive/route.ts';
import * as workItem from './v1/work-items/[id]/route.ts';
import * as workItemsMany from './v1/work-items/many/route.ts';
import * as workItemsRedrive from './v1/work-items/redrive/route.ts';
import * as workItems from './v1/work-items/route.ts';
import * as workQueue from './v1/work-queues/[type]/route.ts';
import * as workQueues from './v1/work-queues/route.ts';
import * as worker from './v1/workers/[id]/route.ts';
import * as workerStart from './v1/workers/[id]/start/route.ts';
import * as workerStop from './v1/workers/[id]/stop/route.ts';
import * as workers from './v1/workers/route.ts';

/** Every path of the API below `/api/v1`, as its description has it, with the module that answers there. */
export const ROUTES = {
  '/jobs': jobs,
  '/jobs/plan': jobsPlan,
  '/jobs/stop': jobsStop,
  '/jobs/rerun': jobsRerun,
  '/jobs/delete': jobsDelete,
  '/queue': queue,
  '/jobs/{id}': job,
  '/jobs/{id}/stop': jobStop,
  '/jobs/{id}/logs': jobLogs,
  '/jobs/{id}/events': jobEvents,
  '/jobs/{id}/usage': jobUsage,
  '/schedules': schedules,
  '/schedules/preview': schedulesPreview,
  '/schedules/{id}': schedule,
  '/schedules/{id}/run': scheduleRun,
  '/templates': templates,
  '/templates/{id}': template,
  '/sorts': sorts,
  '/sorts/{id}': sort,
  '/sorts/{id}/stop': sortStop,
  '/sorts/{id}/input': sortInput,
  '/sorts/{id}/elements': sortElements,
  '/sorts/{id}/result': sortResult,
  '/agents': agents,
  '/agents/{id}': agent,
  '/agents/{id}/drain': agentDrain,
  '/agents/{id}/confirm-dead': agentConfirmDead,
  '/topics': topics,
  '/topics/{name}': topic,
  '/topics/{name}/messages': topicMessages,
  '/registries': registries,
  '/registries/{registry}': registry,
  '/webhooks': webhooks,
  '/webhooks/{id}': webhook,
  '/webhooks/{id}/secret': webhookSecret,
  '/webhooks/{id}/test': webhookTest,
  '/webhooks/{id}/deliveries': webhookDeliveries,
  '/webhooks/{id}/deliveries/{delivery}/retry': webhookDeliveryRetry,
  '/work-items': workItems,
  '/work-items/many': workItemsMany,
  '/work-items/redrive': workItemsRedrive,
  '/work-items/{id}': workItem,
  '/work-items/{id}/redrive': workItemRedrive,
  '/work-items/{id}/input': workItemInput,
  '/work-queues': workQueues,
  '/work-queues/{type}': workQueue,
  '/workers': workers,
  '/workers/{id}': worker,
  '/workers/{id}/start': workerStart,
  '/workers/{id}/stop': workerStop,
  '/work-files': workFiles,
  '/chains': chains,
  '/chains/{name}': chain,
  '/orders': orders,
  '/orders/many': ordersMany,
  '/orders/{id}': order,
  '/orders/{id}/call-off': orderCallOff,
  '/kitchens': kitchens,
  '/kitchens/{id}': kitchen,
  '/kitchens/{id}/close': kitchenClose,
  '/kitchens/{id}/upset': kitchenUpset,
  '/kitchen-network': kitchenNetwork,
  '/kitchen-network/measures': kitchenNetworkMeasures,
  '/kitchen-network/changes': kitchenNetworkChanges,
  '/kitchen-runs': kitchenRuns,
  '/kitchen-runs/compare': kitchenRunsCompare,
  '/kitchen-runs/{id}': kitchenRun,
  '/kitchen-runs/{id}/stop': kitchenRunStop,
  '/kitchen-runs/{id}/recording': kitchenRunRecording,
  '/audit': audit,
  '/audit/actors': auditActors,
  '/audit/export': auditExport,
  '/groups': groups,
  '/overview': overview,
  '/events': events,
  '/session': session,
  '/session/links': sessionLinks,
  '/session/link': sessionLink,
  '/session/password': sessionPassword,
  '/sessions': sessions,
  '/sessions/{id}': oneSession,
  '/users': users,
  '/users/{id}': user,
  '/users/{id}/password': userPassword,
  '/users/{id}/sessions': userSessions,
  '/api-keys': apiKeys,
  '/api-keys/{id}': apiKey,
  '/installation': installation,
  '/openapi.json': openapiJson,
} as const;
