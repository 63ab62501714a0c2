'use client';
import { type LedgerBlock, newId, WORK_ITEM_STATES } from '@longshore/schemas';
import { formatCount, plural } from '@longshore/schemas/words';
import { useDocumentTitle } from '@mantine/hooks';
import { IconLink, IconShieldCheck } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useMemo, useState } from 'react';
import { chainQuery, workItemQuery } from '../../api/work-queries.ts';
import jobs from '../../jobs/jobs.module.css';
import { Button, ButtonLink } from '../../parts/button/button.tsx';
import { May } from '../../parts/may.tsx';
import { Note } from '../../parts/note.tsx';
import { NothingToShow } from '../../parts/nothing-to-show.tsx';
import { notifyFailure } from '../../parts/notify-failure.ts';
import { PageBody, PageHead } from '../../parts/page-body.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { StateBadge } from '../../state/state-badge.tsx';
import { StateIcon } from '../../state/state-icon.tsx';
import { Ago } from '../../time/ago.tsx';
import { withStop } from '../../words/sentence.ts';
import { submitWorkItem } from '../change-work.ts';
import item from '../items/item.module.css';
import { BlockFacts } from '../result/block-facts.tsx';
import { DigestText } from '../result/digest-text.tsx';
import { ItemResult } from '../result/item-result.tsx';
import classes from './chain.module.css';

/** A chain: its blocks, the newest first, each held against the one before it; and its verification by a worker. */
export function ChainPage({ name }: { name: string }) {
  const pages = useInfiniteQuery(chainQuery(name));
  const [verifying, setVerifying] = useState<string | null>(null);
  const verify = useMutation({
    mutationFn: () =>
      submitWorkItem({ type: 'blockchain', payload: { operation: 'verify', chain: name }, maxTries: 3 }, newId()),
    onSuccess: ({ id }) => setVerifying(id),
    onError: notifyFailure('Not submitted'),
  });
  const blocks = useMemo(() => pages.data?.pages.flatMap((page) => page.items), [pages.data]);
  const first = pages.data?.pages[0];
  useDocumentTitle(`${name} · Longshore`);
  if (first === undefined || blocks === undefined) {
    return (
      <PageBody>
        {pages.error === null ? (
          <Skeleton height={300} aria-busy />
        ) : (
          <NothingToShow
            error={pages.error}
            retry={() => void pages.refetch()}
            others={{ href: '/work/chains', words: 'All chains' }}
          />
        )}
      </PageBody>
    );
  }
  const bad = blocks.filter(({ fault }) => fault !== null);
  return (
    <PageBody>
      <PageHead
        title={name}
        answer={
          <>
            {plural(first.blocks, 'block')}, the last <Ago at={first.lastBlockAt} />
          </>
        }
        actions={
          <>
            <May permission="work:write">
              <Button
                variant="default"
                leftSection={<IconShieldCheck size={16} aria-hidden />}
                loading={verify.isPending}
                onClick={() => verify.mutate()}
              >
                Verify all of it
              </Button>
            </May>
            <May permission="work:write">
              <ButtonLink
                href={`/work/new?type=blockchain&chain=${encodeURIComponent(name)}`}
                leftSection={<IconLink size={16} aria-hidden />}
              >
                Append a block
              </ButtonLink>
            </May>
          </>
        }
      />
      {pages.error === null ? null : <ProblemNote error={pages.error} retry={() => void pages.refetch()} />}
      {bad.length === 0 ? null : (
        <Note
          tone="badly"
          icon={<StateIcon icon="cross" size={18} />}
          title={`${plural(bad.length, 'block does', 'blocks do')} not belong to the chain`}
        >
          Somebody has changed what is stored: {bad.map(({ height }) => `block ${formatCount(height)}`).join(', ')}. An
          append builds on the last block, whatever is before it.
        </Note>
      )}
      {verifying === null ? null : <Verification id={verifying} />}
      <ol className={classes.chain} aria-label={`Blocks of ${name}`}>
        {blocks.map((block) => (
          <ChainBlock key={block.height} block={block} />
        ))}
      </ol>
      {pages.hasNextPage ? (
        <Button
          className={jobs.more}
          variant="default"
          loading={pages.isFetchingNextPage}
          onClick={() => void pages.fetchNextPage()}
        >
          Earlier blocks
        </Button>
      ) : null}
    </PageBody>
  );
}

/** How the verification goes that was asked for here. */
function Verification({ id }: { id: string }) {
  const { data } = useQuery(workItemQuery(id));
  if (data?.result != null) return <ItemResult item={{ id, type: data.type, result: data.result }} />;
  return (
    <p className={item.foot} role="status">
      {data === undefined ? null : <StateBadge view={WORK_ITEM_STATES[data.status]} />}
      <Link href={`/work/items/${id}`} className={item.link}>
        The verification
      </Link>
      {data?.failure == null ? 'goes over every block, in a worker.' : withStop(data.failure.message)}
    </p>
  );
}

function ChainBlock({ block: { height, hash, itemId, appendedAt, block, fault } }: { block: LedgerBlock }) {
  return (
    <li className={classes.block} data-tone={fault === null ? 'well' : 'badly'}>
      <div className={classes.head}>
        <span className={classes.mark} aria-hidden>
          <StateIcon icon={fault === null ? 'check' : 'cross'} size={14} />
        </span>
        <h2>Block {formatCount(height)}</h2>
        <span className={classes.when}>
          <Ago at={appendedAt} />, by{' '}
          <Link href={`/work/items/${itemId}`} className={item.link}>
            its item
          </Link>
        </span>
      </div>
      {fault === null ? null : <p className={classes.fault}>{withStop(`Changed: ${fault}`)}</p>}
      <DigestText digest={block?.hash ?? hash} algorithm="block" />
      {block === null ? null : <BlockFacts block={block} />}
    </li>
  );
}
