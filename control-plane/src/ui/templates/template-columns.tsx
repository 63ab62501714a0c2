import type { JobTemplateSummary } from '@longshore/schemas';
import { templateWords } from '@longshore/schemas/words';
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import Link from 'next/link';
import type { Column } from '../parts/data-table.tsx';
import { May } from '../parts/may.tsx';
import { PageLink } from '../parts/page-link.tsx';
import { Ago } from '../time/ago.tsx';
import classes from './templates.module.css';

export const templateHref = ({ id }: Pick<JobTemplateSummary, 'id'>) => `/templates/${encodeURIComponent(id)}`;

/** Where a job is worded that begins with a template. */
export const jobFromTemplateHref = ({ id }: Pick<JobTemplateSummary, 'id'>) =>
  `/jobs/new?template=${encodeURIComponent(id)}`;

/** Leads to the form with the words of a template in it. */
export function NewJobFromIt({
  template,
  size = 'compact-sm',
}: {
  template: JobTemplateSummary;
  size?: 'compact-sm' | 'md';
}) {
  return (
    <May permission="jobs:write">
      <Button
        component={Link}
        href={jobFromTemplateHref(template)}
        size={size}
        variant="default"
        leftSection={<IconPlus size={14} aria-hidden />}
        aria-label={`New job from it: ${template.name}`}
      >
        New job from it
      </Button>
    </May>
  );
}

export const TEMPLATE_COLUMNS: Column<JobTemplateSummary>[] = [
  {
    id: 'name',
    header: 'Name',
    width: '20%',
    cell: (template) => (
      <PageLink href={templateHref(template)} className={classes.name} data-row-link>
        {template.name}
      </PageLink>
    ),
  },
  {
    id: 'runs',
    header: 'Runs',
    width: '20%',
    cell: (template) => templateWords(template),
  },
  {
    id: 'for',
    header: 'For',
    width: '36%',
    clips: true,
    cell: (template) => (
      <span className={classes.dim} title={template.description}>
        {template.description === '' ? '–' : template.description}
      </span>
    ),
  },
  {
    id: 'changed',
    header: 'Changed',
    numeric: true,
    width: 100,
    cell: (template) => <Ago at={template.updatedAt} />,
  },
  {
    id: 'use',
    header: <span className="ls-hidden">Use</span>,
    numeric: true,
    width: 160,
    cell: (template) => <NewJobFromIt template={template} />,
  },
];
