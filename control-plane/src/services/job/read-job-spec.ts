import { jobSpecSchema, type WordedJobSpec } from '@longshore/schemas';
import { checkTemplate } from '@longshore/schemas/template';
import { invalidRequest, ProblemError } from '../../http/problem-error.ts';
import { validate } from '../../http/validate.ts';
import { requirePermission } from '../require-permission.ts';
import type { ServiceContext } from '../service-context.ts';
import { refuseManagementTopic } from '../topic/refuse-management-topic.ts';
import { interruptible } from './interruptible.ts';
import { refuseKitchen } from './refuse-kitchen.ts';

/** For trying every field of a template once, which takes a few milliseconds unless somebody means harm. */
const TEMPLATE_BUDGET_MS = 500;

/** Refuses what the generator would refuse at its start, when it would be too late to tell whoever asked. */
function refuseBadTemplate(spec: WordedJobSpec): void {
  if (spec.kind !== 'data-generator') return;
  const problems = checkTemplate(spec.generator.template, interruptible(TEMPLATE_BUDGET_MS));
  if (problems.length === 0) return;
  throw invalidRequest(
    problems.map(({ field, problem }) => ({ path: `generator.template.${field}`, message: problem })),
  );
}

/** A worker is given a key to the queues: only who may do what it does may have one run. */
function refuseWorker({ caller, vault }: Pick<ServiceContext, 'caller' | 'vault'>, spec: WordedJobSpec): void {
  if (spec.kind !== 'container' || spec.work === undefined) return;
  requirePermission({ caller }, 'work:perform');
  if (vault.ready) return;
  throw new ProblemError({
    status: 503,
    code: 'no_secret_key',
    title: 'No key to make workers’ keys with',
    detail: 'The control plane has no key to make the key of a worker with, so it runs none.',
    advice:
      'Set LONGSHORE_SECRET_KEY for web and dispatcher to the same key and restart them: openssl rand -base64 32 makes one.',
  });
}

/**
 * The job that a client's words ask for, with every default filled in.
 *
 * @throws ProblemError 422 naming each field that is wrong; of a worker 403 or 503
 */
export function readJobSpec(
  ctx: Pick<ServiceContext, 'topicPrefix' | 'caller' | 'vault'>,
  body: unknown,
): WordedJobSpec {
  const spec = validate(jobSpecSchema, body);
  refuseManagementTopic(spec.topic, ctx.topicPrefix, 'topic');
  refuseBadTemplate(spec);
  refuseWorker(ctx, spec);
  refuseKitchen(spec);
  return spec;
}
