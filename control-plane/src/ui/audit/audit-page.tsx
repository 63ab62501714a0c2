'use client';
import { type AuditEntry, type AuditFilter, auditActionView } from '@longshore/schemas';
import { auditSubjectName } from '@longshore/schemas/words';
import { Button } from '@mantine/core';
import { IconDownload, IconHistory } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { auditExportAddress, auditPagesQuery } from '../api/audit-queries.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Empty } from '../parts/empty.tsx';
import { formatTokens } from '../parts/filter-tokens.ts';
import { May } from '../parts/may.tsx';
import { NewerRows } from '../parts/newer-rows.tsx';
import { NothingFits } from '../parts/nothing-fits.tsx';
import { PageBody, PageHead } from '../parts/page-body.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { useFilterTokens } from '../parts/use-filter-tokens.ts';
import { useHeldBack } from '../parts/use-held-back.ts';
import { Ago } from '../time/ago.tsx';
import classes from './audit.module.css';
import { AuditCard } from './audit-card.tsx';
import { AUDIT_COLUMNS } from './audit-columns.tsx';
import { AuditDetail } from './audit-detail.tsx';
import { AuditField } from './audit-field.tsx';
import { AUDIT_KEYS, auditRequest } from './audit-filter.ts';

const rowId = ({ id }: AuditEntry) => id;

/** Who did what, when and from where: the newest first, narrowed by tokens that the address keeps. */
export function AuditPage() {
  const [tokens, setTokens] = useFilterTokens(AUDIT_KEYS);
  const filter = useMemo(() => auditRequest(tokens), [tokens]);
  const pages = useInfiniteQuery(auditPagesQuery(filter));
  const entries = useMemo(() => pages.data?.pages.flatMap((page) => page.items), [pages.data]);
  const { shown, newer, showNewer } = useHeldBack(entries, {
    key: formatTokens(tokens),
    isPlaceholder: pages.isPlaceholderData,
  });
  return (
    <PageBody wide>
      <PageHead
        title="Audit"
        answer={<Answer entries={entries} narrowed={tokens.length > 0} />}
        actions={<ExportButtons filter={filter} />}
      />
      <div className={classes.toolbar}>
        <AuditField tokens={tokens} onChange={setTokens} />
      </div>
      {pages.error === null ? null : <ProblemNote error={pages.error} retry={() => void pages.refetch()} />}
      <NewerRows count={newer} onShow={showNewer} />
      {shown?.length === 0 ? (
        <NoEntries filter={formatTokens(tokens)} clear={() => setTokens([])} />
      ) : shown === undefined && pages.error !== null ? null : (
        <DataTable
          label="Audit log"
          rows={shown}
          columns={AUDIT_COLUMNS}
          rowId={rowId}
          card={(entry) => <AuditCard entry={entry} />}
          fold={(entry) => <AuditDetail entry={entry} />}
          skeletonRows={12}
        />
      )}
      {pages.hasNextPage ? (
        <Button
          className={classes.more}
          variant="default"
          loading={pages.isFetchingNextPage}
          onClick={() => void pages.fetchNextPage()}
        >
          Older entries
        </Button>
      ) : null}
    </PageBody>
  );
}

function Answer({ entries, narrowed }: { entries: AuditEntry[] | undefined; narrowed: boolean }) {
  if (entries === undefined) return '\u00a0';
  const [last] = entries;
  if (last === undefined) return narrowed ? 'Nothing fits' : 'Nothing has been done yet';
  const name = auditSubjectName(last);
  return (
    <>
      {narrowed ? 'The last that fits, ' : 'Last entry '}
      <Ago at={last.at} />, by {last.actor}: {auditActionView(last.action).word.toLowerCase()}
      {name === '' ? '' : `, ${name}`}
    </>
  );
}

/** Everything that fits, not only what is shown. */
function ExportButtons({ filter }: { filter: AuditFilter }) {
  return (['csv', 'ndjson'] as const).map((format) => (
    <May key={format} permission="audit:read">
      <Button
        component="a"
        href={auditExportAddress(filter, format)}
        download
        variant="default"
        leftSection={<IconDownload size={16} aria-hidden />}
      >
        Export {format === 'csv' ? 'CSV' : 'JSON lines'}
      </Button>
    </May>
  ));
}

function NoEntries({ filter, clear }: { filter: string; clear: () => void }) {
  if (filter === '') {
    return (
      <Empty icon={<IconHistory size={22} />} title="Nothing has been done yet">
        Whatever somebody, a schedule, an agent or the dispatcher changes will stand here: who, what, when and from
        where.
      </Empty>
    );
  }
  return <NothingFits noun="entry" filter={filter} onClear={clear} />;
}
