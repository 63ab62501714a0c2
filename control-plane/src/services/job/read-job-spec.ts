import { jobSpecSchema, type WordedJobSpec } from '@longshore/schemas';
import { checkTemplate } from '@longshore/schemas/template';
import { invalidRequest } from '../../http/problem-error.ts';
import { validate } from '../../http/validate.ts';
import type { ServiceContext } from '../service-context.ts';
import { refuseManagementTopic } from '../topic/refuse-management-topic.ts';
import { interruptible } from './interruptible.ts';

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

/**
 * The job that a client's words ask for, with every default filled in.
 *
 * @throws ProblemError 422 naming each field that is wrong
 */
export function readJobSpec(ctx: Pick<ServiceContext, 'topicPrefix'>, body: unknown): WordedJobSpec {
  const spec = validate(jobSpecSchema, body);
  refuseManagementTopic(spec.topic, ctx.topicPrefix, 'topic');
  refuseBadTemplate(spec);
  return spec;
}
