import {
  type JobTemplate,
  type JobTemplateSpec,
  jobTemplateInputSchema,
  kindMeantBy,
  newId,
  patchJobTemplateBody,
} from '@longshore/schemas';

interface Reply {
  status: number;
  body: unknown;
}

/** A template as the control plane shows it. */
export function sampleTemplate(name: string, spec: JobTemplateSpec, description = ''): JobTemplate {
  const at = '2026-03-01T12:00:00.000Z';
  return { id: newId(), name, description, ...shown(spec), createdAt: at, updatedAt: at, spec };
}

function shown(spec: JobTemplateSpec) {
  const { kind = kindMeantBy(spec), image = null, topic = null } = spec;
  return { kind: kind as string, image: image as string | null, topic: topic as string | null };
}

function problem(status: number, code: string, detail: string, errors?: { path: string; message: string }[]): Reply {
  const body = { type: 'about:blank', title: 'Refused', status, code, detail, ...(errors && { errors }) };
  return { status, body };
}

function refused(issues: readonly { path: readonly PropertyKey[]; message: string }[]): Reply {
  const errors = issues.map(({ path, message }) => ({ path: path.join('.'), message }));
  return problem(422, 'invalid_request', 'refused', errors);
}

function create(templates: JobTemplate[], body: unknown): Reply {
  const parsed = jobTemplateInputSchema.safeParse(body);
  if (!parsed.success) return refused(parsed.error.issues);
  const { name, spec, description } = parsed.data;
  if (templates.some((one) => one.name === name)) return problem(409, 'name_taken', `There is a template ${name}.`);
  const template = sampleTemplate(name, spec, description);
  templates.push(template);
  return { status: 201, body: { id: template.id, name } };
}

function change(template: JobTemplate, body: unknown): Reply {
  const parsed = patchJobTemplateBody.safeParse(body);
  if (!parsed.success) return refused(parsed.error.issues);
  const { spec } = parsed.data;
  return { status: 200, body: Object.assign(template, parsed.data, spec === undefined ? {} : shown(spec)) };
}

/** What the API answers about templates. */
export function replyAboutTemplates(
  templates: JobTemplate[],
  asked: { method: string; body: unknown },
  given: string,
): Reply {
  if (given === '') {
    return asked.method === 'POST'
      ? create(templates, asked.body)
      : { status: 200, body: { items: templates, next: null } };
  }
  const template = templates.find(({ id, name }) => name === given || id.startsWith(given));
  if (template === undefined) return problem(404, 'not_found', `There is no template ${given}.`);
  switch (asked.method) {
    case 'GET':
      return { status: 200, body: template };
    case 'PATCH':
      return change(template, asked.body);
    case 'DELETE':
      templates.splice(templates.indexOf(template), 1);
      return { status: 204, body: '' };
    default:
      throw new Error(`the fake control plane does not implement ${asked.method} /templates/:id`);
  }
}
