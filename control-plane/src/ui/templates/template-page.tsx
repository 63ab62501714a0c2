'use client';
import type { JobTemplate } from '@longshore/schemas';
import { templateWords } from '@longshore/schemas/words';
import { Button } from '@mantine/core';
import { useDisclosure, useDocumentTitle } from '@mantine/hooks';
import { IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { templateQuery } from '../api/template-queries.ts';
import { Facts } from '../parts/facts.tsx';
import { IdText } from '../parts/id-text.tsx';
import { May } from '../parts/may.tsx';
import { NothingToShow } from '../parts/nothing-to-show.tsx';
import { PageBody, PageHead } from '../parts/page-body.tsx';
import { Panel } from '../parts/panel.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { SpecView } from '../parts/spec-view.tsx';
import { Ago } from '../time/ago.tsx';
import { DeleteDialog } from './delete-dialog.tsx';
import { jobFromTemplateHref, templateHref } from './template-columns.tsx';
import classes from './templates.module.css';

/** One template: what it is for, what it says, and how it is used. */
export function TemplatePage({ id }: { id: string }) {
  const { data, error, refetch } = useQuery(templateQuery(id));
  useDocumentTitle(data === undefined ? 'Template · Longshore' : `${data.name} · Longshore`);
  const retry = () => void refetch();
  if (data === undefined) {
    return (
      <PageBody>
        {error === null ? (
          <div aria-busy style={{ display: 'grid', gap: 20 }}>
            <Skeleton height={30} width={240} />
            <Skeleton height={44} />
            <Skeleton height={240} />
          </div>
        ) : (
          <NothingToShow error={error} retry={retry} others={{ href: '/templates', words: 'All templates' }} />
        )}
      </PageBody>
    );
  }
  return (
    <PageBody>
      <PageHead
        title={data.name}
        answer={data.description === '' ? 'What it leaves open is filled in when it is used.' : data.description}
        actions={<Acts template={data} />}
      />
      {error === null ? null : <ProblemNote error={error} retry={retry} />}
      <Facts
        facts={[
          ['Runs', templateWords(data)],
          ['Changed', <Ago key="changed" at={data.updatedAt} />],
          ['Made', <Ago key="made" at={data.createdAt} />],
          ['Id', <IdText key="id" id={data.id} what="template id" />],
        ]}
      />
      <Panel title="What it says">
        <SpecView value={data.spec} label="What it says" command={`./longshore job run --template ${data.name}`} />
      </Panel>
    </PageBody>
  );
}

function Acts({ template }: { template: JobTemplate }) {
  const [asking, { open, close }] = useDisclosure(false);
  return (
    <div className={classes.actions}>
      <May permission="jobs:write">
        <Button component={Link} href={jobFromTemplateHref(template)} leftSection={<IconPlus size={16} aria-hidden />}>
          New job from it
        </Button>
      </May>
      <May permission="templates:write">
        <Button
          component={Link}
          href={`${templateHref(template)}/change`}
          variant="default"
          leftSection={<IconPencil size={16} aria-hidden />}
        >
          Change
        </Button>
      </May>
      <May permission="templates:write">
        <Button variant="default" leftSection={<IconTrash size={16} aria-hidden />} onClick={open}>
          Delete
        </Button>
      </May>
      <DeleteDialog template={template} opened={asking} onClose={close} />
    </div>
  );
}
