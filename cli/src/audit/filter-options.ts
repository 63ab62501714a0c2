import type { AuditSubjectType } from '@longshore/schemas';
import { type Command, Option } from 'commander';
import type { AuditQuery } from '../api/audit.ts';
import { listOption } from '../parse/option-parsers.ts';

/** Options that narrow the audit log, as commander hands them over. */
export interface AuditFilterOptions {
  action?: string[];
  actor?: string;
  type?: AuditSubjectType;
  subject?: string;
  since?: string;
  until?: string;
  search?: string;
}

/** Written out: the schema’s own list would load the schema before it is known what is to be done. */
const TYPES = [
  'user',
  'api-key',
  'job',
  'schedule',
  'template',
  'sort',
  'agent',
  'attempt',
  'topic',
  'registry',
  'webhook',
  'work-queue',
  'worker',
  'kitchen',
  'kitchen-network',
  'kitchen-run',
  'order',
  'audit',
] satisfies AuditSubjectType[];

/** Adds the options that narrow the audit log. */
export function addAuditFilter(command: Command): Command {
  return command
    .optionsGroup('Only what fits:')
    .option('--action <action>', 'what was done, such as JobStopRequested (again for more)', listOption)
    .option('--actor <actor>', 'who: an e-mail address, dispatcher, schedule:NAME or agent:ID')
    .addOption(new Option('--type <type>', 'what it was done to').choices(TYPES))
    .option('--subject <id>', 'the whole id of what it was done to; of a topic or a registry, its name')
    .option('--since <time>', 'from then on: 24h, 7d, 2026-11-20 or 2026-11-20T14:00Z')
    .option('--until <time>', 'before then, told in the same way')
    .option('--search <text>', 'text anywhere in it, such as a name or an address')
    .optionsGroup('Options:');
}

/** The query that options stand for. */
export function auditQueryOf(options: AuditFilterOptions): AuditQuery {
  const { action, actor, type, subject, since, until, search } = options;
  return { action, actor, subjectType: type, subject, since, until, q: search };
}

/** Whether options narrow anything. */
export function narrows(options: AuditFilterOptions): boolean {
  return Object.values(auditQueryOf(options)).some((value) => value !== undefined);
}
