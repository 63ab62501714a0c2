'use client';
import type { JobTemplateSummary } from '@longshore/schemas';
import { templateWords } from '@longshore/schemas/words';
import { Button } from '@mantine/core';
import { IconPlus, IconTemplate } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { templatesQuery } from '../api/template-queries.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Empty } from '../parts/empty.tsx';
import { May } from '../parts/may.tsx';
import { PageBody, PageHead } from '../parts/page-body.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { Ago } from '../time/ago.tsx';
import { FIRST_TEMPLATE_COMMAND } from './first-template-command.ts';
import { NewJobFromIt, TEMPLATE_COLUMNS, templateHref } from './template-columns.tsx';
import classes from './templates.module.css';
import { templatesSentence } from './templates-sentence.ts';

const rowId = (template: JobTemplateSummary) => template.id;

/** The jobs that are kept to be run again: what each runs, and when it was changed. */
export function TemplatesPage() {
  const { data, error, refetch } = useQuery(templatesQuery());
  const create = (
    <May permission="templates:write">
      <Button component={Link} href="/templates/new" leftSection={<IconPlus size={16} aria-hidden />}>
        New template
      </Button>
    </May>
  );
  return (
    <PageBody wide>
      <PageHead
        title="Templates"
        answer={data === undefined ? '\u00a0' : templatesSentence(data.items.length)}
        actions={create}
      />
      {error === null ? null : <ProblemNote error={error} retry={() => void refetch()} />}
      {data !== undefined && data.items.length === 0 ? (
        <Empty
          icon={<IconTemplate size={22} />}
          title="No templates yet"
          command={FIRST_TEMPLATE_COMMAND}
          action={create}
        >
          Jobs that are run again and again will stand here, whole or with something left open. Any job can be saved as
          one from its menu.
        </Empty>
      ) : (
        <DataTable
          label="Templates"
          rows={data?.items}
          columns={TEMPLATE_COLUMNS}
          rowId={rowId}
          href={templateHref}
          card={(template) => <TemplateCard template={template} />}
          skeletonRows={4}
        />
      )}
    </PageBody>
  );
}

function TemplateCard({ template }: { template: JobTemplateSummary }) {
  return (
    <div className={classes.card}>
      <div className={classes['card-line']}>
        <Link href={templateHref(template)} className={classes.name}>
          {template.name}
        </Link>
        <span className={classes.dim}>
          <Ago at={template.updatedAt} />
        </span>
      </div>
      <span>{templateWords(template)}</span>
      {template.description === '' ? null : <span className={classes.dim}>{template.description}</span>}
      <div>
        <NewJobFromIt template={template} size="md" />
      </div>
    </div>
  );
}
