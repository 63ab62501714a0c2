'use client';
import { ORDER_STATE_NAMES, ORDER_STATES, type OrderSummary } from '@longshore/schemas';
import { IconToolsKitchen2, IconZoomCancel } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useSearchParams } from 'next/navigation';
import { useMemo } from 'react';
import { type OrderFilter, orderPagesQuery } from '../../api/kitchen-queries.ts';
import jobs from '../../jobs/jobs.module.css';
import chips from '../../jobs/state-chips.module.css';
import { Button, ButtonLink } from '../../parts/button/button.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { Empty } from '../../parts/empty.tsx';
import { NewerRows } from '../../parts/newer-rows.tsx';
import { PageBody, PageHead } from '../../parts/page-body.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { useHeldBack } from '../../parts/use-held-back.ts';
import { StateBadge } from '../../state/state-badge.tsx';
import { KitchensBar } from '../kitchens-bar.tsx';
import { ORDER_COLUMNS, OrderCard, orderHref, orderId } from './order-columns.tsx';
import { toggleState } from './order-words.ts';

const card = (order: OrderSummary) => <OrderCard order={order} />;

/** What the address narrows the list to: `?state=cooking,ready&kitchen=kitchen-1`. */
function useOrderFilter(): OrderFilter {
  const params = useSearchParams();
  const [state, kitchen, run] = [params.get('state'), params.get('kitchen'), params.get('run')];
  return useMemo(() => {
    const states = ORDER_STATE_NAMES.filter((name) => state?.split(',').includes(name));
    return {
      ...(states.length === 0 ? {} : { state: states }),
      ...(kitchen === null ? {} : { kitchen }),
      ...(run === null ? {} : { run }),
    };
  }, [state, kitchen, run]);
}

/** Orders, the newest first, narrowed to what the address says; what is new waits to be shown. */
export function OrdersPage() {
  const filter = useOrderFilter();
  const pages = useInfiniteQuery(orderPagesQuery(filter));
  const orders = useMemo(() => pages.data?.pages.flatMap((page) => page.items), [pages.data]);
  const key = JSON.stringify(filter);
  const { shown, newer, showNewer } = useHeldBack(orders, { key, isPlaceholder: pages.isPlaceholderData });
  const isNarrowed = Object.keys(filter).length > 0;
  const of = [filter.kitchen, filter.run === undefined ? undefined : 'a run'].filter((each) => each !== undefined);
  const narrow = (name: string, value: string) => {
    const params = new URLSearchParams(location.search);
    if (value === '') params.delete(name);
    else params.set(name, value);
    history.replaceState(null, '', params.size === 0 ? location.pathname : `?${params}`);
  };
  return (
    <PageBody wide>
      <KitchensBar />
      <PageHead
        title="Orders"
        answer={of.length === 0 ? 'Every order, the newest first' : `Orders of ${of.join(' and ')}, the newest first`}
      />
      {/* biome-ignore lint/a11y/useSemanticElements: toggles that belong together, not fields of a form */}
      <div className={chips.chips} role="group" aria-label="Narrow to states">
        {ORDER_STATE_NAMES.map((state) => (
          <button
            key={state}
            type="button"
            className={chips.chip}
            aria-pressed={filter.state?.includes(state) ?? false}
            onClick={() => narrow('state', toggleState(filter.state ?? [], state).join(','))}
          >
            <StateBadge view={ORDER_STATES[state]} still />
          </button>
        ))}
      </div>
      {pages.error === null ? null : <ProblemNote error={pages.error} retry={() => void pages.refetch()} />}
      <NewerRows count={newer} onShow={showNewer} />
      {shown?.length === 0 ? (
        <NoOrders onShowAll={isNarrowed ? () => history.replaceState(null, '', location.pathname) : null} />
      ) : (
        <DataTable
          label="Orders"
          rows={shown}
          columns={ORDER_COLUMNS}
          rowId={orderId}
          href={orderHref}
          card={card}
          skeletonRows={10}
          steady
          listKey={key}
        />
      )}
      {pages.hasNextPage ? (
        <Button
          className={jobs.more ?? ''}
          variant="default"
          loading={pages.isFetchingNextPage}
          onClick={() => void pages.fetchNextPage()}
        >
          Older orders
        </Button>
      ) : null}
    </PageBody>
  );
}

function NoOrders({ onShowAll }: { onShowAll: (() => void) | null }) {
  if (onShowAll === null) {
    return (
      <Empty
        icon={<IconToolsKitchen2 size={22} />}
        title="No orders yet"
        command="./longshore kitchen order pizza"
        action={<ButtonLink href="/kitchens">Place one in the city</ButtonLink>}
      >
        Every order will stand here, the newest first: what was ordered, which kitchen has it, and why it went there.
      </Empty>
    );
  }
  return (
    <Empty
      icon={<IconZoomCancel size={22} />}
      title="No order fits"
      action={
        <Button variant="default" onClick={onShowAll}>
          Show all
        </Button>
      }
    >
      Other orders are not shown.
    </Empty>
  );
}
