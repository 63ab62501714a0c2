import { formedSpec, type JobDetail, wordedSpec } from '@longshore/schemas';
import { jobCommand } from '@longshore/schemas/words';
import Link from 'next/link';
import { fromSpec, toSpec } from '../new-job/job-form.ts';
import { SpecView } from '../parts/spec-view.tsx';
import facts from './job-facts.module.css';

/** The user's words, with every default filled in; the command leaves defaults out. */
export function SpecTab({ job }: { job: JobDetail }) {
  const worded = wordedSpec(job.spec);
  // The job of a sort is made with its sort: there is no command for it alone.
  if (worded === null) return <SpecView value={job.spec} label="Spec" />;
  const formed = formedSpec(worded);
  // There is no form for a kitchen.
  if (formed === null) return <SpecView value={job.spec} label="Spec" command={jobCommand(worded)} />;
  return (
    <>
      <p style={{ margin: '0 0 12px', color: 'var(--ls-text-2)' }}>
        What was asked for, with every default filled in. It does not change after the submit;{' '}
        <Link href={`/jobs/new?from=${job.id}`} className={facts.link}>
          run it again with changes
        </Link>
        .
      </p>
      <SpecView value={job.spec} label="Spec" command={jobCommand(toSpec(fromSpec(formed)))} />
    </>
  );
}
