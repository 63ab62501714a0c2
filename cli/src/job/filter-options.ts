import type { ManyJobsRequest } from '@longshore/schemas';
import type { Command } from 'commander';
import { listOption } from '../parse/option-parsers.ts';

/** Options that say which jobs are meant, as commander hands them over. */
export interface FilterOptions {
  state?: string[];
  kind?: string;
  agent?: string;
  topic?: string;
  schedule?: string;
  search?: string;
  all?: boolean;
  dryRun?: boolean;
  yes?: boolean;
}

/** Adds the options by which several jobs are meant at once: those of `job list`. */
export function addFilterOptions(command: Command): Command {
  return command
    .optionsGroup('Instead of naming jobs, all that fit:')
    .option('--state <state>', 'in this state, such as running (again for more)', listOption)
    .option('--kind <kind>', 'container, data-generator or sort jobs')
    .option('--agent <id>', 'with a try on this agent')
    .option('--topic <topic>', 'with this topic')
    .option('--schedule <schedule>', 'started by this schedule: its name or id')
    .option('--search <text>', 'part of the name, or the start of the id')
    .option('--all', 'every job')
    .option('--dry-run', 'only say how many it would be')
    .option('-y, --yes', 'do it: without it, only how many it would be is said')
    .optionsGroup('Options:');
}

/** The filter that options stand for; undefined: they name none. */
export function filterOf(options: FilterOptions): ManyJobsRequest['filter'] {
  const given = {
    state: options.state?.map((state) => state.toUpperCase()),
    kind: options.kind,
    agent: options.agent,
    topic: options.topic,
    schedule: options.schedule,
    q: options.search,
    all: options.all,
  };
  const said = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  // Whether the words are right is for the control plane to say.
  return Object.keys(said).length === 0 ? undefined : (said as ManyJobsRequest['filter']);
}
