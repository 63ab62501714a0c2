'use client';
import { templateWords } from '@longshore/schemas/words';
import { Select } from '@mantine/core';
import { IconTemplate } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { templatesQuery } from '../api/template-queries.ts';
import { jobFromTemplateHref } from './template-columns.tsx';
import classes from './templates.module.css';

/** Begins the form of a job anew with a template; nothing where there is none. */
export function TemplatePicker({ chosen }: { chosen: string | null }) {
  const router = useRouter();
  const templates = useQuery(templatesQuery()).data?.items ?? [];
  if (templates.length === 0) return null;
  const byId = new Map(templates.map((template) => [template.id, template]));
  return (
    <Select
      className={classes.picker ?? ''}
      aria-label="From a template"
      placeholder="From a template"
      leftSection={<IconTemplate size={16} aria-hidden />}
      searchable
      nothingFoundMessage="No template is called so"
      limit={50}
      data={templates.map(({ id, name }) => ({ value: id, label: name }))}
      value={chosen !== null && byId.has(chosen) ? chosen : null}
      onChange={(id) => {
        if (id !== null && id !== chosen) router.replace(jobFromTemplateHref({ id }));
      }}
      renderOption={({ option }) => {
        const template = byId.get(option.value);
        return (
          <span className={classes.option}>
            <span>{option.label}</span>
            {template === undefined ? null : <span className={classes.dim}>{templateWords(template)}</span>}
          </span>
        );
      }}
    />
  );
}
