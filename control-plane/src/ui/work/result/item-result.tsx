import type { BlockchainResult, ComputeResult, FileResult, WorkItem, WorkResult } from '@longshore/schemas';
import { formatBytes, formatCount, plural } from '@longshore/schemas/words';
import Link from 'next/link';
import { Facts } from '../../parts/facts.tsx';
import { JsonView } from '../../parts/json-view.tsx';
import { Note } from '../../parts/note.tsx';
import { StateIcon } from '../../state/state-icon.tsx';
import classes from '../items/item.module.css';
import { BlockFacts } from './block-facts.tsx';
import { DataRows } from './data-rows.tsx';
import { DigestText } from './digest-text.tsx';

/** What came out of an item, as its type has it. The control plane has held it against its schema. */
export function ItemResult({ item }: { item: Pick<WorkItem, 'id' | 'type'> & { result: Record<string, unknown> } }) {
  const { type, result } = item;
  switch (type) {
    case 'compute':
      return <Computed result={result as WorkResult<'compute'>} />;
    case 'file':
      return <FileFacts result={result as WorkResult<'file'>} />;
    case 'data':
      return <DataRows result={result as WorkResult<'data'>} name={`work-${item.id.slice(-8)}`} />;
    case 'blockchain':
      return <Ledger result={result as WorkResult<'blockchain'>} />;
    default:
      return <JsonView value={result} label="Result" />;
  }
}

function Computed({ result }: { result: ComputeResult }) {
  switch (result.operation) {
    case 'digest':
      return (
        <div className={classes.stack}>
          <DigestText digest={result.digest} algorithm={result.algorithm} />
          <span className={classes.quiet}>
            {result.algorithm} of {plural(result.bytes, 'byte')}
          </span>
        </div>
      );
    case 'prime-count':
      return (
        <div className={classes.stack}>
          <p className={classes.large}>{formatCount(result.primes)}</p>
          <span className={classes.quiet}>primes up to {formatCount(result.limit)}</span>
        </div>
      );
    case 'monte-carlo-pi':
      return (
        <div className={classes.stack}>
          <p className={classes.large}>{result.estimate}</p>
          <span className={classes.quiet}>
            π by {formatCount(result.inside)} of {formatCount(result.samples)} points within the quarter circle;{' '}
            {result.error.toPrecision(2)} off
          </span>
        </div>
      );
  }
}

function FileFacts({ result }: { result: FileResult }) {
  const { bytes, kind, lines, words, text } = result;
  return (
    <div className={classes.stack}>
      <DigestText digest={result.digest} algorithm={result.algorithm} />
      <Facts
        facts={[
          ['Size', `${formatBytes(bytes)}${bytes < 1_024 ? '' : ` (${formatCount(bytes)} bytes)`}`],
          ['Kind', kind],
          ['Text', text ? 'UTF-8' : 'no'],
          ...(lines === null ? [] : [['Lines', formatCount(lines)] as const]),
          ...(words === null ? [] : [['Words', formatCount(words)] as const]),
          ['Digest', result.algorithm],
        ]}
      />
    </div>
  );
}

function Ledger({ result }: { result: BlockchainResult }) {
  const chain = (
    <Link href={`/work/chains/${result.chain}`} className={classes.link}>
      {result.chain}
    </Link>
  );
  if (result.operation === 'append') {
    return (
      <div className={classes.stack}>
        <p className={classes.quiet}>
          Block {formatCount(result.block.height)} of {chain}, found after {plural(result.hashes, 'hash', 'hashes')}
        </p>
        <DigestText digest={result.block.hash} algorithm="block" />
        <BlockFacts block={result.block} />
      </div>
    );
  }
  const { valid, blocks, firstBad, head } = result;
  return (
    <div className={classes.stack}>
      <Note
        tone={valid ? 'well' : 'badly'}
        icon={<StateIcon icon={valid ? 'check' : 'cross'} size={18} />}
        title={valid ? 'The chain is whole' : `The chain breaks at block ${formatCount(firstBad?.height ?? 0)}`}
      >
        {valid
          ? `${plural(blocks, 'block')} of ${result.chain} were looked at.`
          : `It was changed, or what is before it: ${firstBad?.reason}.`}
      </Note>
      {head === null ? null : <DigestText digest={head} algorithm="head" />}
      <p className={classes.quiet}>Its blocks: {chain}</p>
    </div>
  );
}
