'use client';
import type { ChainSummary } from '@longshore/schemas';
import { formatCount, plural } from '@longshore/schemas/words';
import { IconLink } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useMemo } from 'react';
import { chainsQuery } from '../../api/work-queries.ts';
import jobs from '../../jobs/jobs.module.css';
import { Button, ButtonLink } from '../../parts/button/button.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { Empty } from '../../parts/empty.tsx';
import { May } from '../../parts/may.tsx';
import { PageBody, PageHead } from '../../parts/page-body.tsx';
import { PageLink } from '../../parts/page-link.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { Ago } from '../../time/ago.tsx';
import classes from '../work.module.css';
import { WorkBar } from '../work-bar.tsx';

const rowId = ({ name }: ChainSummary) => name;
const chainHref = ({ name }: ChainSummary) => `/work/chains/${encodeURIComponent(name)}`;

const COLUMNS: Column<ChainSummary>[] = [
  {
    id: 'name',
    header: 'Chain',
    cell: (chain) => (
      <PageLink href={chainHref(chain)} className={classes.link} data-row-link>
        {chain.name}
      </PageLink>
    ),
  },
  {
    id: 'blocks',
    header: 'Blocks',
    numeric: true,
    width: 110,
    cell: (chain) => formatCount(chain.blocks),
  },
  {
    id: 'last',
    header: 'Last block',
    numeric: true,
    width: 130,
    cell: (chain) => <Ago at={chain.lastBlockAt} />,
  },
];

const APPEND = `./longshore work submit blockchain '{"operation":"append","chain":"first","records":["a record"]}' --wait`;

/** The ledgers that blockchain items append to. */
export function ChainsPage() {
  const pages = useInfiniteQuery(chainsQuery());
  const chains = useMemo(() => pages.data?.pages.flatMap((page) => page.items), [pages.data]);
  const append = (
    <May permission="work:write">
      <ButtonLink href="/work/new?type=blockchain" leftSection={<IconLink size={16} aria-hidden />}>
        Append a block
      </ButtonLink>
    </May>
  );
  return (
    <PageBody wide>
      <WorkBar />
      <PageHead
        title="Chains"
        answer={
          chains === undefined
            ? '\u00a0'
            : chains.length === 0
              ? 'No block was appended yet'
              : `${plural(chains.length, 'chain')}${pages.hasNextPage ? ' and more' : ''}`
        }
        actions={append}
      />
      {pages.error === null ? null : <ProblemNote error={pages.error} retry={() => void pages.refetch()} />}
      {chains?.length === 0 ? (
        <Empty icon={<IconLink size={22} />} title="No chains yet" command={APPEND} action={append}>
          The first block that is appended under a name begins a chain: each block holds records, the hash of the block
          before it, and a proof of work.
        </Empty>
      ) : chains === undefined && pages.error !== null ? null : (
        <DataTable
          label="Chains"
          rows={chains}
          columns={COLUMNS}
          rowId={rowId}
          href={chainHref}
          card={(chain) => (
            <div className={classes.card}>
              <div className={classes['card-line']}>
                <Link href={chainHref(chain)} className={classes.link}>
                  {chain.name}
                </Link>
                <span className={classes.small}>{plural(chain.blocks, 'block')}</span>
              </div>
              <span className={classes.small}>
                last block <Ago at={chain.lastBlockAt} />
              </span>
            </div>
          )}
          skeletonRows={4}
        />
      )}
      {pages.hasNextPage ? (
        <Button className={jobs.more} variant="default" onClick={() => void pages.fetchNextPage()}>
          More chains
        </Button>
      ) : null}
    </PageBody>
  );
}
