import { formatBytes, formatCores, formatCount, plural } from '@longshore/schemas/words';
import type { JobForm } from './job-form.ts';

/** What each folded part of the form holds, in a few words. */
export function summaries(form: JobForm): Record<string, string> {
  return {
    records: [
      plural(form.template.length, 'field'),
      form.rate === '' ? 'as fast as it goes' : `${formatCount(form.rate)} a second`,
      ...(form.endless ? ['without end'] : []),
    ].join(' · '),
    program: form.command === '' && form.entrypoint === '' ? 'the image’s own' : 'of your own',
    resources: [
      form.cores === '' ? '' : formatCores(form.cores * 1_000),
      form.memoryMebibytes === '' ? '' : formatBytes(form.memoryMebibytes * 1_048_576),
      form.perHost && form.kind === 'container'
        ? 'on each matching agent'
        : form.parallelism === ''
          ? ''
          : plural(form.parallelism, 'task'),
    ]
      .filter((words) => words !== '')
      .join(' · '),
    placement:
      form.agents.length + form.labels.length + form.constraints.length === 0
        ? 'any agent'
        : [...form.agents, ...form.labels, ...form.constraints].slice(0, 3).join(' · '),
    environment: form.environment.length === 0 ? 'none' : plural(form.environment.length, 'variable'),
    failure: [
      form.maxAttempts === '' ? '' : plural(form.maxAttempts, 'try', 'tries'),
      form.deadlineMinutes === '' ? 'no deadline' : `${form.deadlineMinutes} min each`,
      form.jobDeadlineMinutes === '' ? '' : `${form.jobDeadlineMinutes} min in all`,
    ]
      .filter((words) => words !== '')
      .join(' · '),
  };
}
